"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "days_of_the_bus": "b",
    "reset_or_mixture": "b",
    "two_paths": "b",
    "untrained_gru": "a",
    "without_reset": "c",
}

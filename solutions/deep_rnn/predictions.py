"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "pleased_units": "a",
    "paths_to_first_word": "c",
    "best_depth": "a",
    "forgets_soonest": "a",
    "dropped_memory": "c",
    "dropout_with_all": "a",
}

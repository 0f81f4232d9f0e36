"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "negative_slope": "a",
    "smaller_step": "c",
    "saturated_gradient": "c",
    "loudest_complaint": "a",
    "letter_loss": "b",
}

"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "one_weight_complains": "c",
    "same_question": "b",
    "copying_with_attention": "c",
    "scores_doubled": "a",
    "first_two_swapped": "b",
}

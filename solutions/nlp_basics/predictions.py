"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "ten_words_cover": "c",
    "one_hot_distance": "a",
    "repeated_row": "c",
    "mean_with_padding": "c",
    "letters_together": "b",
}

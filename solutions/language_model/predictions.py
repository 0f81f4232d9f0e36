"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "nine_words": "c",
    "likeliest_letters": "b",
    "memory_perplexity": "b",
    "learns_first": "a",
    "cold_and_heat": "a",
}

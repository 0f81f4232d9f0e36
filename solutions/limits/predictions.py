"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "tanh_counts": "c",
    "falling_gain": "b",
    "gradient_of_a_memory": "b",
    "longer_than_practised": "c",
    "sixty_bits": "c",
    "soft_or_loud": "a",
}

"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "accuracy_by_distance": "b",
    "left_after_29": "c",
    "radius_8": "b",
    "going_wrong": "b",
    "clipped_training": "a",
    "long_enough": "a",
}

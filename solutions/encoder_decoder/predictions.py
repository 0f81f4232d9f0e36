"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "likelier_text": "c",
    "whole_dates": "c",
    "related_languages": "a",
    "after_a_mistake": "b",
    "copying_digits": "c",
}

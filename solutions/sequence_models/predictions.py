"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "first_of_a_gene": "a",
    "names_found": "c",
    "stay_again": "b",
    "films_backwards": "c",
}

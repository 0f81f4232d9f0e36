"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "sigmoid_values": "a",
    "sigmoid_steepest": "c",
    "ten_sigmoids": "d",
}

"""The right choices of the chapter's predictions, by name."""

RIGHT = {
    "belt_of_99": "b",
    "lstm_without_bias": "b",
    "plain_against_lstm": "a",
    "order_of_biases": "a",
    "forget_gates_close": "d",
}

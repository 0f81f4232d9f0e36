"""Every word that stands inside a picture or a widget, by a stable id."""

LABELS = {
    "chance": "pure guessing",
    "each_step": "each step",
    "gradient_norm": r"$\|\partial L_t / \partial h_k\|$",
    "letter_next": "letter that may follow",
    "letter_read": "letter just read",
    "loss_at": "loss $L_t$",
    "probability": "probability",
    "running_mean": "running mean",
    "state_at": "state $h_k$",
    "state_range": "state, −1 to 1",
    "step_input": "step t: what the network reads",
    "stepper": "step",
    "stepper_alt": "Above, the steps taken so far; below, a column for each state that they made.",
    "training_step": "training step",
    "unit": "unit of the state",
}

"""Every word that stands inside a picture or a widget, by a stable id."""

LABELS = {
    "accuracy": "network",
    "after_context": "next, after “{context}”, at temperature {temperature:g}",
    "always_most": "always the most frequent answer",
    "asynchronous": "asynchronous",
    "attention": "attention",
    "band": "frequency band",
    "beats": "time (beats)",
    "belt": "on the belt: c",
    "bound_powers": r"bound $\gamma^{n}$",
    "chance": "pure guessing",
    "class_number": "number of the token",
    "clipped_by_norm": "clipped by norm",
    "clipped_by_value": "clipped by value",
    "decay_bound": "bound $\\gamma^{T-t}$",
    "decay_jacobian": r"$\|\partial h_t / \partial h_k\|$",
    "decay_k": "state $h_k$ that is changed",
    "decay_kept": "kept",
    "decay_norm": r"$\|\partial L / \partial h_t\|$",
    "decay_now": "now",
    "decay_rate": "rate $\\rho^{T-t}$",
    "decay_step": "step t; the loss is at the last",
    "decay_t": "state $h_t$ that is seen",
    "decoder": "decoder: writes",
    "each_step": "each step",
    "encoder": "encoder: reads",
    "explorer_alt": (
        "Left, on a logarithmic axis, the norm of ∂L/∂h_t with {setting}: {course}, from {last} "
        "at t = {T} to {first} at t = 0."
    ),
    "explorer_alt_bound": " The bound goes to {bound}, the rate of the spectral radius to {rate}.",
    "explorer_alt_kept": " In grey the curve that was kept, with {setting}: {first} at t = 0.",
    "explorer_alt_map": (
        " Right, as colours, the norm of ∂h_t/∂h_k for each k up to t: {near} between states next "
        "to each other in the map, {far} from the first to the last."
    ),
    "explorer_cell": "cell",
    "explorer_clip": "clip at norm",
    "explorer_clip_idle": "The gradient of all weights has norm {norm}: there is nothing to clip.",
    "explorer_clipped": (
        "The gradient of all weights has norm {norm}. Clipped at {limit}, every gradient is "
        "multiplied by the same {factor}: the curve moves down as a whole."
    ),
    "explorer_doubt": (
        "Careful: {backward} and {forward} do not agree. The curve is what {backward} gives: {got} "
        "at t = 0. Small changes of h_0 in {forward} give {expected}. check({backward}) says more."
    ),
    "explorer_falls": "it falls",
    "explorer_forget_bias": "forget-gate bias",
    "explorer_keep": "keep this curve to compare",
    "explorer_kept": "Kept, in grey: {setting}, with {first} at t = 0.",
    "explorer_nan": (
        "There is nothing to draw: {name} returned NaN or infinity in {output}. After a change, "
        "run the function's cell and this one again."
    ),
    "explorer_no_clip": "no limit",
    "explorer_nonlinearity": "nonlinearity",
    "explorer_not_yours": (
        "Computed by rnnkit: {forward} has its tanh inside, so it cannot be run with nonlinearity "
        "{nonlinearity}."
    ),
    "explorer_outputs": (
        "There is nothing to draw: {name} should return {expected} values, got {got}. After a "
        "change, run the function's cell and this one again."
    ),
    "explorer_overflow": (
        "There is nothing to draw: the numbers grow beyond what a computer can hold. Fewer steps, "
        "or smaller weights?"
    ),
    "explorer_raised": (
        "There is nothing to draw: {name} raised {kind}: {error}\n"
        "check({name}) says more. After a change, run the function's cell and this one again."
    ),
    "explorer_rises": "it rises",
    "explorer_scale_by": "scale $W_{hh}$ by",
    "explorer_shape": (
        "There is nothing to draw: {output} of {name} should have shape {expected}, got {got}. "
        "After a change, run the function's cell and this one again."
    ),
    "explorer_step_factor": "On average a step back multiplies the gradient by {factor:.2f}.",
    "explorer_steps": "steps T",
    "explorer_type": (
        "There is nothing to draw: {output} of {name} should be an array of numbers, got {got}. "
        "After a change, run the function's cell and this one again."
    ),
    "explorer_unwritten": (
        "There is nothing to draw: {name} is not implemented yet. Write it, run its cell, then "
        "run this one again."
    ),
    "explorer_weights": (
        "γ = {gamma:.2f}, the largest singular value of W_hh: no step back makes a gradient "
        "longer than that. ρ = {rate:.2f}, its spectral radius: the factor in the long run, if "
        "the slope were 1 everywhere."
    ),
    "explorer_zero": "The gradient at t = 0 is exactly 0: no unit on the way lets it through.",
    "film_frames": "video: {count} frames, a brightness for each pixel",
    "first_number": "first number of the vector",
    "first_weight": "gradient of the first weight",
    "gate_mean": "mean of the units",
    "gate_unit": "unit of gate {gate}",
    "gates_of_unit": "gates",
    "gradient_before": "before clipping",
    "gradient_norm": r"$\|\partial L_t / \partial h_k\|$",
    "handed_on": "state",
    "inspector_alt": (
        "Above, a line for each gate: the mean of its units at every token. Below, all units of "
        "one gate as colours, a column for each token."
    ),
    "inspector_gate": "gate",
    "inspector_reading": "“{token}”, number {step} of {steps}, is marked; means here: {means}.",
    "inspector_shown": "The gate below is {gate}.",
    "inspector_step": "token",
    "jacobian_norm": r"$\|\partial h_T / \partial h_k\|$",
    "layer_reads": "layer {level} reads {read} numbers a step",
    "letter_next": "letter that may follow",
    "letter_read": "letter just read",
    "loss": "loss",
    "loss_at": "loss $L_t$",
    "many-to-one": "many-to-one",
    "never_so_long": "never seen so long",
    "one-to-many": "one-to-many",
    "one-to-one": "one-to-one",
    "own_run": "one seed, in this notebook",
    "pitch": "pitch (MIDI)",
    "place": "place in the table",
    "pressure": "pressure",
    "probability": "probability",
    "product_norm": "norm of the product",
    "rate_powers": r"rate $\rho^{n}$",
    "recurrent_weight": "recurrent weight",
    "round": "round",
    "running_mean": "running mean",
    "running_sum": "probabilities, laid end to end",
    "sample_at": "Temperature {temperature:g}:",
    "second_number": "second number of the vector",
    "second_weight": "gradient of the second weight",
    "seconds": "time (seconds)",
    "segmenter_empty": (
        "There is nothing to cut yet. Type a Chinese sentence, or choose one from the list."
    ),
    "segmenter_examples": "or choose",
    "segmenter_foreign": (
        "There is no Chinese character in this. The networks cut it all the same, as they would a "
        "foreign name in a Chinese newspaper."
    ),
    "segmenter_long": ("That is {length} characters. Only the first {longest} are read here."),
    "segmenter_lost": "put together, the words are not the sentence: {words!r:.80}.",
    "segmenter_raised": (
        "cannot cut this: {kind}: {error}\nCheck your functions, then run this cell again."
    ),
    "segmenter_tag_count": "{count} characters need a string of {count} tags, got {got!r:.60}.",
    "segmenter_tags": (
        "Below each character its tag: B begins a word, M is inside, E ends it, S is a word by "
        "itself."
    ),
    "segmenter_text": "sentence",
    "segmenter_unknown": (
        "Never seen while learning, and so all the same to the networks: {signs}"
    ),
    "segmenter_unwritten": (
        "cannot cut: a function that it needs is not implemented yet. Write it, run its cell, then "
        "run this one again."
    ),
    "sequence_length": "length of the sequence",
    "sequence_n": "sequence n",
    "shape_input": "inputs",
    "shape_output": "outputs",
    "shape_state": "states",
    "share_right": "right answers in the exam (%)",
    "share_whole": "right from end to end (%)",
    "sound_samples": "speech: {count:,} numbers, the pressure of the air",
    "state_at": "state $h_k$",
    "state_range": "state, −1 to 1",
    "step_input": "step t: what the network reads",
    "step_t": "step t",
    "stepper": "step",
    "stepper_alt": "Above, the steps taken so far; below, a column for each state that they made.",
    "stepper_place": "{label} {step} of {steps}. {alt}",
    "steps_back": "steps back",
    "synchronous": "synchronous",
    "tag": "tag",
    "temperature": "temperature",
    "temperature_alt": (
        "Above, how likely each next token is: one tall bar when cold, many low ones when hot; "
        "below, a text written at this temperature."
    ),
    "token": "token",
    "token_next": "what may come next",
    "token_read": "token that was read",
    "token_written": "token that is written",
    "training_step": "training step",
    "unit": "unit of the state",
    "validation": "validation",
    "words_between": "words between subject and verb",
}

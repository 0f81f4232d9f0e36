"""Every word that stands inside a picture or a widget, by a stable id."""

from rnnkit.language import Words

_ENGLISH = {
    "accuracy": "network",
    "alignment_alt": (
        "Below, the characters that were read; above, those that were written. Lines lead from "
        "the one that is being written to those that are looked at, the thicker the larger the "
        "weight."
    ),
    "alignment_place": "“{token}” (place {place}) {weight:.2f}",
    "alignment_reading": "To write “{token}”, number {step} of {steps}, it looks most at: {looks}.",
    "alignment_step": "written token",
    "always_most": "always the most frequent answer",
    "asynchronous": "asynchronous",
    "attention": "attention weight",
    "band": "frequency band",
    "beam_empty": "There is nothing to read yet. Type a date, or choose one from the list.",
    "beam_of": "Beam of {width}",
    "beam_probability": "   probability {p:.3f}, score {score:.2f}",
    "beam_raised": (
        "cannot write this: {kind}: {error}\nCheck your functions, then run this cell again."
    ),
    "beam_reading": (
        "A beam of 1 is greedy decoding. A higher score is a text that the network finds likelier; "
        "whether it is right is another question."
    ),
    "beam_text": "date",
    "beam_unknown": "Never seen while learning, and so all the same to the network: {signs}",
    "beam_unwritten": (
        "cannot write: a function that it needs is not implemented yet. Write it, run its cell, "
        "then run this one again."
    ),
    "beam_width": "width of the beam",
    "beats": "time (beats)",
    "belt": "on the belt: c",
    "bound_powers": r"bound $\gamma^{n}$",
    "chain_backward": (
        "Back at step {t}: {above:.3f} comes from above and {right:.3f} from the right, together "
        "{dh:.3f}. Times the slope {slope:.3f}, it is {dz:.3f} before the tanh; times {w:g}, "
        "{sent:.3f} goes on to the left."
    ),
    "chain_forward": "Forward to step {t}: tanh({x:g} + {w:g} · {before:.3f}) = {h:.3f}.",
    "chance": "pure guessing",
    "circle_power": "$U^{{{n}}}$: longest {longest:.2f}",
    "class_number": "number of the token",
    "clipped_by_norm": "clipped by norm",
    "clipped_by_value": "clipped by value",
    "context": "context",
    "curve_alt": "A curve on a logarithmic axis, among those of the other settings in grey.",
    "curve_reading": "{y:.3g} at {x:g}.",
    "decay_bound": "bound $\\gamma^{T-t}$",
    "decay_belt": "belt alone",
    "decay_c": r"$\partial L / \partial c_t$",
    "decay_down": "↓ {first} at t = 0",
    "decay_h": r"$\partial L / \partial h_t$",
    "decay_jacobian": r"$\|\partial h_t / \partial h_k\|$",
    "decay_k": "state $h_k$ that is changed",
    "decay_kept": "kept",
    "decay_norm": "norm of the gradient",
    "decay_now": "now",
    "decay_rate": "rate $\\rho^{T-t}$",
    "decay_step": "step t; the loss is at the last",
    "decay_t": "state $h_t$ that is seen",
    "decay_up": "↑ {first} at t = 0",
    "decoder": "decoder: writes",
    "drawn_reading": (
        "At temperature {temperature:g} “{token}” was drawn, with probability {p:.3f}. Its place "
        "is {rank}, counted from the likeliest token."
    ),
    "each_step": "each step",
    "earlier_alt": (
        "To predict “{token}”, number {place}, on which earlier ones does each network depend? The "
        "darker, the larger the gradient; each row by itself. {share:.0%} of it lies within this "
        "many: {reaches}."
    ),
    "earlier_token": "predicted token",
    "encoder": "encoder: reads",
    "ends_at": "ends at {x:.3f}",
    "explorer_alt": (
        "Left, on a logarithmic axis, the norm of ∂L/∂h_t with {setting}: {course}, from {last} "
        "at t = {T} to {first} at t = 0."
    ),
    "explorer_alt_belt": (
        " In green that of ∂L/∂c_t: {all} at t = 0 by all paths, and dashed {belt} along the belt "
        "alone."
    ),
    "explorer_alt_bound": " The bound goes to {bound}, the rate of the spectral radius to {rate}.",
    "explorer_alt_kept": " In grey the curve that was kept, with {setting}: {first} at t = 0.",
    "explorer_alt_map": (
        " Right, as colours, the norm of ∂h_t/∂h_k for each k up to t: {near} between states next "
        "to each other in the map, {far} from the first to the last."
    ),
    "explorer_belt": (
        "For the cell state, ‖∂L/∂c‖ is {all} at t = 0. Along the belt alone, which is the product "
        "of the forget gates, it would be {belt}."
    ),
    "explorer_bias_of": "forget-gate bias {bias:g}",
    "explorer_cell": "cell",
    "explorer_clip": "clip at norm",
    "explorer_clip_idle": "The gradient of all weights has norm {norm}: there is nothing to clip.",
    "explorer_clipped": (
        "The gradient of all weights has norm {norm}. Clipped at {limit}, every gradient is "
        "multiplied by the same {factor}: the curve moves down as a whole."
    ),
    "explorer_clipped_at": "clipped at {limit:g}",
    "explorer_doubt": (
        "Careful: {backward} and {forward} do not agree. The curve of ∂L/∂{state}_t is what "
        "{backward} gives: {got} at t = 0. Small changes of {state}_0 in {forward} give "
        "{expected}. check({backward}) says more."
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
    "explorer_spectral_radius": "spectral radius",
    "explorer_step_factor": (
        "‖∂L/∂h‖ is {first} at t = 0: on average a step back multiplies the gradient by "
        "{factor:.2f}."
    ),
    "explorer_steps": "steps T",
    "explorer_type": (
        "There is nothing to draw: {output} of {name} should be an array of numbers, got {got}. "
        "After a change, run the function's cell and this one again."
    ),
    "explorer_unwritten": (
        "There is nothing to draw: {name} is not implemented yet. Write it, run its cell, then "
        "run this one again."
    ),
    "explorer_weight_scale": "weight scale",
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
    "hand_alt": (
        "With i {i:g}, f {f:g}, g {g:g} and o {o:g} at every step, the belt goes from {c_0:g} at "
        "step 0 to {c:.2f} at step {T}, where {h:.2f} is shown."
    ),
    "hand_c": "on the belt: c",
    "hand_f": "forget gate f",
    "hand_g": "candidate g",
    "hand_h": "shown: h",
    "hand_i": "input gate i",
    "hand_o": "output gate o",
    "handed_on": "state",
    "inspector_alt": (
        "Above, a line for each gate: the mean of its units at every token. Below, all units of "
        "one gate as colours, a column for each token."
    ),
    "inspector_gate": "gate",
    "inspector_line": "{gate}, unit {unit}",
    "inspector_no_unit": "none",
    "inspector_reading": "“{token}”, number {step} of {steps}, is marked; means here: {means}.",
    "inspector_shown": "The gate below is {gate}.",
    "inspector_step": "token",
    "inspector_unit": "line of unit",
    "inspector_unit_reading": "Unit {unit} of {gate}: {value:.2f}.",
    "jacobian_norm": r"$\|\partial h_T / \partial h_k\|$",
    "layer_reads": "layer {level} reads {read} numbers a step",
    "letter_next": "letter that may follow",
    "letter_read": "letter just read",
    "loss": "loss",
    "loss_at": "loss $L_t$",
    "many-to-one": "many-to-one",
    "masked": "mean with the mask",
    "never_so_long": "never seen so long",
    "next_x": "x one step later",
    "one-to-many": "one-to-many",
    "one-to-one": "one-to-one",
    "or_choose": "or choose",
    "own_run": "one seed, in this notebook",
    "padding_alt": (
        "Left, a batch with time running downwards; grey cells are padding. Right, a plane with "
        "the vectors of the last sentence. Its mean with the mask stays where it is; the mean of "
        "the box moves on a straight line towards the vector of pad as the first sentence grows."
    ),
    "padding_length": "length of the first sentence",
    "padding_reading": (
        "The first sentence has {T} tokens, so of the last one's {T} steps only {real} are real. "
        "The mean of the box has gone {share:.0%} of the way to the vector of <pad>; the mean "
        "with the mask has not moved."
    ),
    "pitch": "note",
    "place": "place in the table",
    "plain_mean": "mean of the box",
    "pressure": "pressure",
    "probability": "probability",
    "product_norm": "norm of the product",
    "rate_powers": r"rate $\rho^{n}$",
    "recurrent_weight": "recurrent weight w",
    "road_numbers": "numbers",
    "road_text": "text",
    "road_tokens": "tokens",
    "road_vectors": "vectors",
    "round": "round",
    "running_mean": "running mean",
    "running_sum": "probabilities, laid end to end",
    "sample_at": "Temperature {temperature:g}:",
    "scan_alt": (
        "A row for each round, the first one at the bottom. Each box says which steps it stands "
        "for, and arrows lead to it from the two that it combines. Dark boxes reach back to the "
        "first step: their state is known."
    ),
    "score": "score",
    "second_number": "second number of the vector",
    "second_weight": "gradient of the second weight",
    "seconds": "time (seconds)",
    "segmenter_empty": (
        "There is nothing to cut yet. Type a Chinese sentence, or choose one from the list."
    ),
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
    "setting": "{name} {value:g}:",
    "shape_input": "inputs",
    "shape_output": "outputs",
    "shape_state": "states",
    "share_right": "right answers in the exam (%)",
    "share_whole": "right from end to end (%)",
    "slope": "slope",
    "sound_samples": "speech: {count:,} numbers, the pressure of the air",
    "stack_all": "all numbers",
    "stack_of": "pushes: {pushes}",
    "state_at": "state $h_k$",
    "state_range": "state, −1 to 1",
    "states_alt": "States as colours: a column a step, a row a unit.",
    "states_reading": (
        "after {steps} steps the highest unit is at {highest:.2f}, the next one at {second:.2f}."
    ),
    "step_input": "step t: what the network reads",
    "step_t": "step t",
    "stepper": "step",
    "stepper_alt": "Above, the steps taken so far; below, a column for each state that they made.",
    "stepper_place": "{label} {step} of {steps}. {alt}",
    "steps_back": "steps back",
    "synchronous": "synchronous",
    "tag": "tag",
    "tangent": "tangent",
    "tangent_alt": (
        "The S-curve of the sigmoid, its slope as a grey hill, and a tangent at the point where "
        "the slider stands."
    ),
    "tangent_reading": (
        "At z = {z:.1f}, σ(z) is {s:.3f} and the slope {slope:.4f}: if z grows by 0.1, σ(z) grows "
        "by about {growth:.5f}."
    ),
    "temperature": "temperature",
    "temperature_alt": (
        "Bars, how likely each next token is: one tall bar when cold, many low ones when hot. The "
        "one that was drawn is green; where it is not among the likeliest it stands last."
    ),
    "token": "token",
    "token_drawn": "token",
    "token_next": "what may come next",
    "token_read": "token that was read",
    "token_written": "token that is written",
    "training_step": "training step",
    "unit": "unit of the state",
    "values": "values, and their mixture",
    "vectors_of_last": "the sentence's vectors",
    "words_between": "words between subject and verb",
}
LABELS = Words("labels", _ENGLISH)

"""Every sentence of a relation, by its id.

Each says what is so and ends in a question, since what is so does not say why. ``where`` is one of
the phrases ``in_…``: they fit one output and several.
"""

from rnnkit.language import Words

_ENGLISH = {
    "in_whole": "In your {outputs}",
    "in_wrong_cases": "In your {outputs}, in every case that goes wrong",
    "in_gate": "In gate {gates} of your {outputs}",
    "in_gates": "In gates {gates} of your {outputs}",
    "in_half": "In half {gates} of the last axis of your {outputs}",
    "in_padding": "Where a sequence is padding in your {outputs}",
    "in_short": "In the sequences of your {outputs} that have padding",
    "in_part": "In {parts} of your {outputs}",
    "in_kept": "In {parts} of your {outputs}",
    "in_kepts": "In {parts} of your {outputs}",
    "in_parts": "In {parts} of your {outputs}",
    "in_first_of_steps": "At the first step of your {outputs}",
    "in_last_of_steps": "At the last step of your {outputs}",
    "in_after_first_of_steps": "After the first step of your {outputs}",
    "in_before_last_of_steps": "Before the last step of your {outputs}",
    "in_first_of_batch": "In the first sequence of your {outputs}",
    "in_last_of_batch": "In the last sequence of your {outputs}",
    "in_after_first_of_batch": "In all sequences but the first of your {outputs}",
    "in_before_last_of_batch": "In all sequences but the last of your {outputs}",
    "in_first_of_layers": "In the first layer of your {outputs}",
    "in_last_of_layers": "In the last layer of your {outputs}",
    "in_after_first_of_layers": "In all layers but the first of your {outputs}",
    "in_before_last_of_layers": "In all layers but the last of your {outputs}",
    "in_before_tanh": "Before the tanh of your {outputs}",
    "all_zero": "{where}, every entry is 0. What should be stored there, and is it?",
    "all_nan": (
        "{where}, every entry is NaN. Which step divides by 0, or subtracts one infinity from "
        "another?"
    ),
    "all_nan_in_some_cases": (
        "{where}, every entry is NaN in the cases that go wrong. Which step divides by 0 there, or "
        "subtracts one infinity from another?"
    ),
    "same_number": "{where}, every entry is {value}. What should it depend on?",
    "sign": (
        "{where}, every entry has the opposite sign. Which difference, or which minus, is the "
        "other way round?"
    ),
    "factor": (
        "{where}, every entry is {factor} times what it should be. Where does {factor} come in, or "
        "fail to be divided by?"
    ),
    "divided": (
        "{where}, every entry is what it should be divided by {factor}. Where does {factor} come "
        "in, or fail to be multiplied with?"
    ),
    "ratio": (
        "{where}, every entry is {one} / {other} times what it should be. Does {one} stand where "
        "{other} belongs, or the other way round?"
    ),
    "cut_off": (
        "{where}, every entry is right, except that none is below {low} or above {high}. What cuts "
        "the others off?"
    ),
    "logarithm": (
        "{where}, every entry is right for logarithms to base {base}. Which base does the formula "
        "have?"
    ),
    "too_large": (
        "{where}, every entry is too large by {amount}. What is counted or added that "
        "should not be?"
    ),
    "too_small": ("{where}, every entry is too small by {amount}. What is left out everywhere?"),
    "function": (
        "{where}, every entry is {function}, where x is what should stand there. Which step does "
        "that?"
    ),
    "rounded": (
        "{where}, every entry is right and rounded to {digits} digits after the point. Which step "
        "rounds?"
    ),
    "left_out": (
        "{where}, {function} would be what should stand there, where x is what you have. What does "
        "that function change, and why is it needed?"
    ),
    "transpose": "{where}, rows and columns are exchanged. What is an axis of each?",
    "axes_order": (
        "{where}, the numbers are right but stand in the shape {axes}. In which order are the axes "
        "wanted?"
    ),
    "backwards_time": (
        "{where}, time runs backwards: the last step stands first. Where is the order turned "
        "round, or not turned back?"
    ),
    "backwards_batch": (
        "{where}, the sequences of the batch stand in reverse. Which axis was to be reversed?"
    ),
    "backwards_layers": (
        "{where}, the last layer stands first. In which order are layers collected?"
    ),
    "backwards_axis": ("{where}, the axis {axis} runs backwards. Which axis was to be reversed?"),
    "backwards_list": (
        "{where}, the right elements stand in reverse order. Where is the order turned round?"
    ),
    "one_late": (
        "{where}, every step has what belongs to the step before it. At which step is each of them "
        "stored?"
    ),
    "one_late_zeros": (
        "{where}, every step has what belongs to the step before it, and the first has zeros. At "
        "which step is each of them stored?"
    ),
    "one_late_wraps": (
        "{where}, every step has what belongs to the step before it, and the first what belongs to "
        "the last. What does the index −1 mean?"
    ),
    "one_late_repeats": (
        "{where}, every step has what belongs to the step before it, and the first step is there "
        "twice. At which step is each of them stored?"
    ),
    "one_late_argument": (
        "{where}, every step has what belongs to the step before it, and the first has {argument}. "
        "Is each step stored before it is computed?"
    ),
    "one_early": (
        "{where}, every step has what belongs to the step after it. At which step is each of them "
        "stored?"
    ),
    "one_early_zeros": (
        "{where}, every step has what belongs to the step after it, and the last has zeros. At "
        "which step is each of them stored?"
    ),
    "one_early_wraps": (
        "{where}, every step has what belongs to the step after it, and the last what belongs to "
        "the first. At which step is each of them stored?"
    ),
    "one_early_repeats": (
        "{where}, every step has what belongs to the step after it, and the last step is there "
        "twice. At which step is each of them stored?"
    ),
    "one_early_argument": (
        "{where}, every step has what belongs to the step after it, and the last has {argument}. "
        "At which step is each of them stored?"
    ),
    "gates_order": (
        "{where}, the gates stand side by side in the order {order} of the one asked for. Which "
        "comes first in the docstring?"
    ),
    "halves_order": (
        "{where}, the two halves of the last axis are exchanged. Which direction comes first?"
    ),
    "sorted": "{where}, everything is right but sorted. Which order is asked for?",
    "parts_order": (
        "{where}, the right numbers stand in another order. In which order does the docstring list "
        "them?"
    ),
    "another_order": (
        "{where}, the right elements stand in another order. What decides which comes first?"
    ),
    "without_twins": (
        "{where}, an element that should occur again is there once only. What drops the others?"
    ),
    "with_twins": (
        "{where}, an element is there again that should be there once. What should happen at the "
        "second time?"
    ),
    "lower_case": "{where}, capital letters became small. Is that asked for?",
    "upper_case": "{where}, small letters became capital. Is that asked for?",
    "not_summed": (
        "{where}, the sum over the axis {axis} would be right. What should happen to that axis?"
    ),
    "not_averaged": (
        "{where}, the mean over the axis {axis} would be right. What should happen to that axis?"
    ),
    "not_first_only": (
        "{where}, the first entry along the axis {axis} is what is asked for. Should the others be "
        "returned, too?"
    ),
    "not_last_only": (
        "{where}, the last entry along the axis {axis} is what is asked for. Should the others be "
        "returned, too?"
    ),
    "summed": (
        "{where}, the numbers are added up over the axis {axis}. Should that axis be there?"
    ),
    "averaged": (
        "{where}, the numbers are averaged over the axis {axis}. Should that axis be there?"
    ),
    "first_only": (
        "{where}, only what belongs first along the axis {axis} is there. What about the others?"
    ),
    "last_only": (
        "{where}, only what belongs last along the axis {axis} is there. What about the others?"
    ),
    "summed_everywhere": (
        "{where}, the sum over the axis {axis} stands all along that axis. Should it be added up?"
    ),
    "averaged_everywhere": (
        "{where}, the mean over the axis {axis} stands all along that axis. Should it be averaged?"
    ),
    "first_only_everywhere": (
        "{where}, what belongs first along the axis {axis} stands at all its places. What should "
        "change along it?"
    ),
    "last_only_everywhere": (
        "{where}, what belongs last along the axis {axis} stands at all its places. What should "
        "change along it?"
    ),
    "squeezed": (
        "{where}, the numbers are right, but an axis of length 1 is gone or too many. Which shape "
        "is asked for?"
    ),
    "reshaped": ("{where}, the numbers are right, but in another shape. Which shape is asked for?"),
    "one_too_many_start": (
        "{where}, there is one entry too many at the start of the axis {axis}; the others are "
        "right. Where does the first come from?"
    ),
    "one_too_many_end": (
        "{where}, there is one entry too many at the end of the axis {axis}; the others are right. "
        "Where does the last come from?"
    ),
    "one_too_few_start": (
        "{where}, the first entry along the axis {axis} is missing; the others are right. Where "
        "does the loop start?"
    ),
    "one_too_few_end": (
        "{where}, the last entry along the axis {axis} is missing; the others are right. Where "
        "does the loop end?"
    ),
    "element_too_many_start": (
        "{where}, there is one element too many at the start; the others are right. Where does it "
        "come from?"
    ),
    "element_too_many_end": (
        "{where}, there is one element too many at the end; the others are right. Where does it "
        "come from?"
    ),
    "element_too_few_start": (
        "{where}, the first element is missing; the others are right. What skips it?"
    ),
    "element_too_few_end": (
        "{where}, the last element is missing; the others are right. What ends too early?"
    ),
    "exchanged": (
        "{where}, there is what belongs in {other}, and the other way round. In which order does "
        "the docstring return them?"
    ),
    "equal_output": "{where}, there is what belongs in {term}. How do the two differ?",
    "equal_term": "{where}, there is {term} as it is. What should have happened to it?",
    "off_by": (
        "{where}, every entry is what it should be {term}. Is that term left out, or is it there "
        "once too often?"
    ),
    "times": (
        "{where}, every entry is what it should be times {factor}. Does that factor belong there?"
    ),
    "not_times": (
        "{where}, every entry times {factor} would be what it should be. Where does that factor "
        "come in?"
    ),
    "only_gate": "{where}, gate {gates} alone is ever wrong. Which lines compute its share?",
    "only_gates": (
        "{where}, gates {gates} alone are ever wrong. What goes into them and not into the others?"
    ),
    "only_half": (
        "{where}, half {gates} of the last axis alone is ever wrong. What is different in that "
        "direction?"
    ),
    "only_padding": (
        "{where}, all is right while sequences run, and wrong where they are padding. What should "
        "stand there?"
    ),
    "only_short": (
        "{where}, sequences without padding are right, and those with padding are not. What "
        "happens at a step that a sequence does not have?"
    ),
    "only_part": "{where}, {parts} alone is ever wrong. How is it computed?",
    "only_kept": (
        "{where}, {parts} alone is ever wrong. It is an argument: is it kept as it came?"
    ),
    "only_kepts": (
        "{where}, {parts} are wrong and the others are right. They are arguments: are they kept as "
        "they came?"
    ),
    "only_parts": (
        "{where}, {parts} are wrong and the others are right. Which of them is computed first?"
    ),
    "only_negative": (
        "{where}, entries are wrong just where {argument} is negative. What happens to such a "
        "number?"
    ),
    "only_positive": (
        "{where}, entries are wrong just where {argument} is positive. What happens to such a "
        "number?"
    ),
    "only_nothing": (
        "{where}, entries are wrong just where {argument} is 0. What should stand there?"
    ),
    "only_something": (
        "{where}, entries are right just where {argument} is 0. Where does {argument} come in?"
    ),
    "only_negative_right": (
        "{where}, entries are wrong just where they should be negative. What loses the sign?"
    ),
    "only_positive_right": (
        "{where}, entries are wrong just where they should be positive. What happens to them?"
    ),
    "only_nothing_right": (
        "{where}, entries are wrong just where they should be 0. What stands there?"
    ),
    "only_switch": (
        "{where}, all is right where {argument} is {value}, and only there. What does {argument} "
        "change?"
    ),
    "only_first_of_steps": (
        "{where}, the first step alone is ever wrong. What does it start from?"
    ),
    "only_last_of_steps": (
        "{where}, the last step alone is ever wrong. What does not exist after it?"
    ),
    "only_after_first_of_steps": (
        "{where}, the first step is always right, and what is wrong comes after it. What reaches "
        "the later steps and not the first?"
    ),
    "only_before_last_of_steps": (
        "{where}, the last step is always right, and what is wrong comes before it. What reaches "
        "the earlier steps and not the last?"
    ),
    "only_first_of_batch": (
        "{where}, the first sequence of the batch alone is ever wrong. What is different about it?"
    ),
    "only_last_of_batch": (
        "{where}, the last sequence of the batch alone is ever wrong. What is different about it?"
    ),
    "only_after_first_of_batch": (
        "{where}, the first sequence of the batch is always right, and the others are not. Do "
        "sequences touch each other, or is the first taken for all?"
    ),
    "only_before_last_of_batch": (
        "{where}, the last sequence of the batch is always right, and the others are not. Is the "
        "last one taken for all?"
    ),
    "only_first_of_layers": (
        "{where}, the first layer alone is ever wrong. What does it read that others do not?"
    ),
    "only_last_of_layers": (
        "{where}, the last layer alone is ever wrong. What reaches it that others do not get?"
    ),
    "only_after_first_of_layers": (
        "{where}, the first layer is always right, and what is wrong comes above it. What does a "
        "layer read from the one below?"
    ),
    "only_before_last_of_layers": (
        "{where}, the last layer is always right, and what is wrong lies below it. What does a "
        "layer get from the one above?"
    ),
    "only_zero": (
        "{where}, all is right where {argument} is zero, and only there. Where does {argument} "
        "come in?"
    ),
    "only_full": (
        "{where}, all is right while no sequence is padding, and only then. What happens at a step "
        "that a sequence does not have?"
    ),
    "only_one": (
        "{where}, all is right where {size} = 1, and only there. What changes with the second?"
    ),
}
SENTENCES = Words("relations", _ENGLISH)

"""Written answers of simulated students: three parts, each right or not."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Part:
    """One point of a written answer: right and wrong sentences, and a grader's comment."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    comment: str


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer, and the points and the comment that a person gives for it."""

    text: str
    points: float
    comment: str


QUESTIONS = {
    "twenty_layers": (
        Part(
            right=(
                "She is right that it is deep: the first word goes through 20 tanhs on its way.",
                "The depth is real. What word 1 did is multiplied by W_hh again and again, once "
                "for each word after it.",
                "20 words are 20 steps one after the other, so as a graph it has 20 layers.",
            ),
            wrong=(
                "She is wrong, an RNN has one layer only.",
                "I think 20 layers is right because GPUs need layers.",
            ),
            comment="What is right in the remark? Follow the first word to the last state.",
        ),
        Part(
            right=(
                "But the weights are the same in every step: $W_{xh}$ (D, H), $W_{hh}$ (H, H) and "
                "$b_h$ (H,), so D·H + H·H + H numbers for any length.",
                "The count is wrong. W_xh of shape (D, H), W_hh of shape (H, H) and b_h of shape "
                "(H,) are shared, unrolling only draws them 20 times.",
            ),
            wrong=(
                "Each word has a matrix of its own, so there are 20 times as many weights.",
                "The weights are shared, so there are fewer.",
            ),
            comment="Name the weights and their shapes. In which of the shapes does T appear?",
        ),
        Part(
            right=(
                "For word 21 the loop runs once more, that needs nothing new.",
                "A sentence of 21 words is no problem: one more turn with the same matrices.",
            ),
            wrong=(
                "With 21 words you have to train again.",
                "A 21st word would have to be cut off or padded.",
            ),
            comment="What happens to the loop when one more word comes?",
        ),
    ),
    "two_gradients": (
        Part(
            right=(
                "One comes from the loss of step t through the output layer, the other from "
                "step t+1, which used $h_t$.",
                "dh[t] is what the step's own output complains about. dh_next is what all later "
                "steps complain about.",
            ),
            wrong=(
                "One is for the weights and the other one is for the bias.",
                "They come from the forward pass and from the backward pass.",
            ),
            comment="Draw h_t: which two arrows leave it?",
        ),
        Part(
            right=(
                "The total loss is a sum, and $h_t$ changes it on two ways, so the chain rule adds "
                "both effects.",
                "Added, because a small change of h_t changes the loss by both at once. Averaging "
                "would halve a true slope.",
            ),
            wrong=(
                "They are added because multiplying would make them vanish.",
                "Adding is faster than averaging and the learning rate takes care of the rest.",
            ),
            comment="Why a sum? Say what a small change of h_t does to the loss on each path.",
        ),
        Part(
            right=(
                "Without the second, each step learns its own answer from the state it happens to "
                "get. It never learns to keep something for later.",
                "Her network can learn which letter follows which. Nothing tells it to remember, "
                "so longer dependencies are luck.",
            ),
            wrong=(
                "Without it the network learns nothing at all.",
                "It would learn the same, but more slowly.",
            ),
            comment="The loss went down, so something is learnt. What is it that cannot be?",
        ),
    ),
}


def write_answer(question: str, ability: float, rng: Random) -> WrittenAnswer:
    """Write an answer to a question (its grade_id); ``ability`` is how likely a part is right."""
    sentences, points, comments = [], 0.0, []
    for part in QUESTIONS[question]:
        if rng.random() < ability:
            points += 1
            sentences.append(rng.choice(part.right))
        else:
            comments.append(part.comment)
            if rng.random() < 0.7:  # the others leave it out
                sentences.append(rng.choice(part.wrong))
    return WrittenAnswer(" ".join(sentences) or "I do not know.", points, " ".join(comments))

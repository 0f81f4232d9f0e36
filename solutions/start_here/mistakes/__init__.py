"""Known mistakes of chapter 00."""

from rnn_course.bank.mistake import Mistake

MISTAKES: list[Mistake] = [
    Mistake(
        "sigmoid",
        "division_before_sum",
        {"1 / (1 + np.exp(-z))": "1 / 1 + np.exp(-z)"},
        "None of your values is below 1, as if the division had come before the sum. Python "
        "divides before it adds. Work the formula out by hand for z = 0: what is divided by what?",
    ),
    Mistake(
        "sigmoid",
        "sign_of_z",
        {"np.exp(-z)": "np.exp(z)"},
        "Your s falls where z grows: it is the mirror image of the sigmoid. Follow a large "
        "positive z through the formula, and then through your code. Where do the two part?",
    ),
    Mistake(
        "sigmoid",
        "tanh",
        {"1 / (1 + np.exp(-z))": "np.tanh(z)"},
        "Some of your values are below 0. This is another S-shaped curve. "
        "Between which two numbers does the sigmoid stay, and where is it at z = 0?",
    ),
    Mistake(
        "sigmoid",
        "tanh_without_half",
        {"1 / (1 + np.exp(-z))": "(1 + np.tanh(z)) / 2"},
        "Your s goes from 0 to 1, but its slope is not that of the sigmoid. If you came by way of "
        "another S-shaped curve, or of powers of another number: how steep is each of the two at "
        "z = 0?",
    ),
    Mistake(
        "sigmoid",
        "sign_of_exp",
        {"1 / (1 + np.exp(-z))": "1 / (1 - np.exp(-z))"},
        "Your s leaves the interval from 0 to 1, and jumps near z = 0, as if something were "
        "divided by 0 there. What stands below the fraction line of the formula when z is 0?",
    ),
    Mistake(
        "sigmoid",
        "softmax",
        {"1 / (1 + np.exp(-z))": "np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)"},
        "Numbers of your s share a sum of 1, so they depend on one another. "
        "On which entries of z should s[0, 0] depend?",
    ),
    Mistake(
        "sigmoid",
        "derivative",
        {"1 / (1 + np.exp(-z))": "np.exp(-z) / (1 + np.exp(-z)) ** 2"},
        "No value of yours is above 0.25. This is how steep the sigmoid is, which the next "
        "exercise asks for. How high does the curve itself stand at z = 0?",
    ),
    Mistake(
        "sigmoid",
        "overflow",
        {"1 / (1 + np.exp(-z))": "np.exp(z) / (1 + np.exp(z))"},
        "Where z is near 1000, your s is not a number, as if infinity were divided by infinity. "
        "Which exponentials are infinite there? Can the formula be written with an exponential "
        "that is small where z is large?",
    ),
    Mistake(
        "sigmoid_derivative",
        "sigmoid_again",
        {"return s * (1 - s)": "s = 1 / (1 + np.exp(-s))\n    return s * (1 - s)"},
        "All your slopes lie between 0.19 and 0.25, so your curve is flat nowhere. It looks as "
        "if the sigmoid had been applied once more. What is s already: z, or σ(z)?",
    ),
    Mistake(
        "sigmoid_derivative",
        "slope_of_tanh",
        {"s * (1 - s)": "1 - s**2"},
        "Your slope is steepest at s = 0, where the sigmoid is flat. It belongs to another "
        "S-shaped curve, one between −1 and 1. Which S-shaped curve is steepest at 0, and which "
        "one is asked for?",
    ),
    Mistake(
        "sigmoid_derivative",
        "plus_for_minus",
        {"1 - s)": "1 + s)"},
        "Your slope grows with s, up to 2, where the curve is flat. What should come out at s = "
        "1, and what comes out of your function there?",
    ),
    Mistake(
        "sigmoid_derivative",
        "s_missing",
        {"s * (1 - s)": "1 - s"},
        "Near s = 1 your slope is close to 0. Near s = 0 it is close to 1. How steep is the "
        "sigmoid near s = 0, and what could make your result small there too?",
    ),
    Mistake(
        "sigmoid_derivative",
        "sign",
        {"s * (1 - s)": "s * (s - 1)"},
        "All your slopes are negative, of the right size. Does the sigmoid fall anywhere? s is "
        "between 0 and 1: at which point of your code does something become negative?",
    ),
    Mistake(
        "sigmoid_derivative",
        "second_derivative",
        {"s * (1 - s)": "1 - 2 * s"},
        "Your slope is 0 at s = 0.5, where the sigmoid is steepest. "
        "Did you differentiate once more than was asked?",
    ),
    Mistake(
        "sigmoid_derivative",
        "s_changed",
        {"return s * (1 - s)": "s *= 1 - s\n    return s"},
        "Your ds_dz is right. But the array s is another one after the call than before. Whoever "
        "passed it in may still need it. Which of your lines writes into s?",
    ),
    Mistake(
        "sigmoid_derivative",
        "neighbours",
        {},
        "Your slope at one place depends on the entries beside it. But each entry of s comes from "
        "a z of its own, and its neighbours have nothing to do with it. On which entry alone does "
        "the slope depend?",
    ),
]

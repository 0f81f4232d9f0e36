"""Known mistakes of chapter 13. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_HIDDEN = "np.where(mask.T == 1, s, -np.inf)"
_HIDDEN_U = "np.where(mask.T == 1, s_u, -np.inf)"
_SEEN = "np.where(seen[:, None, :], s, -np.inf)"
_EXP = "np.exp(real - real.max(axis=-1, keepdims=True))"
_NORMED = "exp / exp.sum(axis=-1, keepdims=True)"
_MIXED = 'np.einsum("unt,tnh->unh", a, v)'
_DS = "a * (da - (da * a).sum(axis=-1, keepdims=True))"
_SCALED_DS = "    ds = ds / np.sqrt(q.shape[-1])\n"
_LOGITS = "h_u @ W_hy + c_u @ W_cy + b_y"

MISTAKES: list[Mistake] = [
    Mistake(
        "attention_scores",
        "scale_missing",
        {" / np.sqrt(q.shape[-1])": ""},
        "Your s is too large by one factor everywhere, and the more so, the more units there are: "
        "each score is a sum of that many products. Which part of the formula keeps such a sum "
        "from growing?",
    ),
    Mistake(
        "attention_scores",
        "scale_twice",
        {"np.sqrt(q.shape[-1])": "q.shape[-1]"},
        "Your s is too small by one factor everywhere, as if it had been scaled more than once, or "
        "by more than a root. How often does the formula divide, and by what?",
    ),
    Mistake(
        "attention_scores",
        "scale_of_another_axis",
        {"q.shape[-1]": "len(k)"},
        "Your s is off by one factor everywhere, as if it had been scaled by the length of "
        "another axis. Over which axis does a score add up its products?",
    ),
    Mistake(
        "attention_scores",
        "scale_upside_down",
        {"s / np.sqrt": "s * np.sqrt"},
        "Your s is too large by one factor everywhere: it has been scaled up where it should have "
        "been scaled down. With ten times as many units, should a score grow or stay as it was?",
    ),
    Mistake(
        "attention_scores",
        "reshaped",
        {"q, k)\n    return": "q, k.reshape(k.shape[1], len(k), -1).swapaxes(0, 1))\n    return"},
        "With one sequence your s is right; with several it mixes their steps, as if an array had "
        "been given another shape where its axes had to change places. What does a reshape leave "
        "as it was?",
    ),
    Mistake(
        "attention_scores",
        "other_sequences",
        {'"unh,tnh->unt"': '"unh,tmh->unt"'},
        "Your s depends on other sequences: change one of them, and the scores of its neighbours "
        "change. Which axis do a query and its keys have in common without being summed over?",
    ),
    Mistake(
        "attention_scores",
        "cosine",
        {
            "return s / np.sqrt(q.shape[-1])": (
                "norm = np.linalg.norm\n"
                "    return s / norm(q, axis=-1)[:, :, None] / norm(k, axis=-1).T"
            )
        },
        "Your s stays the same when a query or a key is made longer: it measures angles only. Does "
        "the formula divide by lengths of vectors, or by a number that depends on a size alone?",
    ),
    Mistake(
        "attention_scores",
        "already_weights",
        {
            "return s / np.sqrt(q.shape[-1])": (
                "e = np.exp(s / np.sqrt(q.shape[-1]))\n    return e / e.sum(axis=-1, keepdims=True)"
            )
        },
        "Your s consists of numbers that lie between 0 and 1, as weights do. Scores may have any "
        "sign and any size. Which function of this chapter makes weights of them, and knows what "
        "is padding?",
    ),
    Mistake(
        "attention_scores",
        "lowered_to_the_largest",
        {
            "return s / np.sqrt(q.shape[-1])": (
                "s = s / np.sqrt(q.shape[-1])\n    return s - s.max(axis=-1, keepdims=True)"
            )
        },
        "Your s has nothing above 0: the largest score has been taken from the others already. A "
        "softmax may do that for safety. Is it part of the formula of a score?",
    ),
    Mistake(
        "attention_weights",
        "over_written_steps",
        {
            "real.max(axis=-1": "real.max(axis=0",
            "exp.sum(axis=-1": "exp.sum(axis=0",
        },
        "Your a adds up to 1 over the steps that write, where it does. A step that writes has one "
        "unit of attention to share out among what was read. Over which axis of s does that go?",
    ),
    Mistake(
        "attention_weights",
        "over_the_batch",
        {
            "real.max(axis=-1": "real.max(axis=1",
            "exp.sum(axis=-1": "exp.sum(axis=1",
        },
        "Your a adds up to 1 over the sequences of the batch, where it does, so a sentence would "
        "get less attention because another one is beside it. Which axis of s counts the steps "
        "that were read?",
    ),
    Mistake(
        "attention_weights",
        "over_everything",
        {_NORMED: "exp / exp.sum()"},
        "Your a has rows that do not add up to 1, as if several of them had shared one sum. How "
        "many sums does the formula need: one, or one for each step that writes in each sequence?",
    ),
    Mistake(
        "attention_weights",
        "mask_ignored",
        {_HIDDEN: "s"},
        "Your a gives a share to the padding, where nothing was read, as if every step were real. "
        "Which argument makes no difference to your a?",
    ),
    Mistake(
        "attention_weights",
        "mask_after_the_softmax",
        {_HIDDEN: "s", f"return {_NORMED}": f"return mask.T * {_NORMED}"},
        "The padding gets nothing in your a, but the rows of padded sequences add up to less than "
        "1: the padding took part in the sum, and its share was thrown away afterwards. Who may "
        "take part in the sum below the line?",
    ),
    Mistake(
        "attention_weights",
        "mask_times_scores",
        {_HIDDEN: "s * mask.T"},
        "Your a comes out as if the padding had the score 0. That is a score like any other, and "
        "better than a negative one. What is exp of 0, and what should the padding bring into the "
        "sum?",
    ),
    Mistake(
        "attention_weights",
        "fill_not_low_enough",
        {_HIDDEN: "np.where(mask.T == 1, s, -1.0)"},
        "Your a comes out as if the padding had a low score, but not so low that no real score "
        "could come near it. Which number loses against every score, however far below zero?",
    ),
    Mistake(
        "attention_weights",
        "mask_inverted",
        {"mask.T == 1": "mask.T == 0"},
        "Your a looks at the padding and not at what was read. What does a 1 in the mask mean?",
    ),
    Mistake(
        "attention_weights",
        "mask_by_columns",
        {"mask.T": "mask.reshape(mask.shape[::-1])"},
        "In your a the wrong steps are left out as soon as there are several sequences, as if the "
        "mask had been given another shape where its two axes had to change places. In which "
        "order does its memory run?",
    ),
    Mistake(
        "attention_weights",
        "mask_of_the_first",
        {"mask.T": "mask[:, 0]"},
        "Your a hides the same steps in all sequences, as if they had one mask in common. In a "
        "batch each sequence ends where it ends: which axis of mask counts the sequences?",
    ),
    Mistake(
        "attention_weights",
        "padding_taken_for_the_end",
        {"mask.T == 1": "np.arange(len(mask)) < mask.sum(axis=0)[:, None]"},
        "Your a is right while all padding stands at the end, as if lengths were all that counted "
        "in the mask. The docstring allows padding anywhere. Where does the mask say of each step "
        "whether it is real?",
    ),
    Mistake(
        "attention_weights",
        "not_normalised",
        {f"return {_NORMED}": "return exp"},
        "Your a is in the right proportions in each row, but the rows do not add up to 1. What "
        "stands below the line in the formula?",
    ),
    Mistake(
        "attention_weights",
        "no_shift",
        {_EXP: "np.exp(real)"},
        "Your a is right for small scores and wrong where they are in the thousands: exp of 1000 "
        "is too large for float64, and exp of −1000 too small. What may be taken from all scores "
        "of a row without a change in its weights?",
    ),
    Mistake(
        "attention_weights",
        "one_shift_for_all",
        {"real.max(axis=-1, keepdims=True)": "real.max()"},
        "Your a is right until one row has far larger scores than another: then the lower row "
        "becomes 0 divided by 0. Whose largest score has to be taken from a row?",
    ),
    Mistake(
        "attention_weights",
        "largest_in_the_padding",
        {"real - real.max(": "real - s.max("},
        "Your a is right until the padding holds far larger scores than the real steps: then no "
        "number comes out. Which steps may have a part in the shift and in exp, and which in "
        "neither?",
    ),
    Mistake(
        "attention_weights",
        "mean_below_the_line",
        {"exp.sum(axis=-1": "exp.mean(axis=-1"},
        "Your a is in the right proportions, but its rows do not add up to 1: they are off by a "
        "number of steps. Which sum stands below the line in the formula?",
    ),
    Mistake(
        "attention_weights",
        "no_exp",
        {_EXP: "np.where(mask.T == 1, s, 0)"},
        "Your a has rows that add up to 1, but a share below 0 in some places and above 1 in "
        "others: the scores themselves were shared out. What makes every score positive first?",
    ),
    Mistake(
        "attention_weights",
        "best_only",
        {f"return {_NORMED}": "return 1.0 * (exp == 1)"},
        "Your a gives everything to the best step, and nothing to those that are almost as good. "
        "No gradient comes through such a choice. Which formula shares out by degrees?",
    ),
    Mistake(
        "attention_weights",
        "scaled_again",
        {"-np.inf)": "-np.inf) / np.sqrt(s.shape[-1])"},
        "Your a is too even or too uneven, as if the scores had been multiplied or divided by "
        "something before the softmax. They were scaled when they were made. Which numbers does "
        "the formula put into exp?",
    ),
    Mistake(
        "attention_weights",
        "scores_changed",
        {f"real = {_HIDDEN}": "real = s\n    s[:, mask.T == 0] = -np.inf"},
        "The array s is another one after the call than before: two names can stand for one "
        "array. Which of your lines writes into an array that the caller still needs?",
    ),
    Mistake(
        "attention_context",
        "averaged",
        {_MIXED: f"{_MIXED} / len(v)"},
        "Your c is too small by a factor that grows with the number of steps that were read. The "
        "weights of a row add up to 1 already. After weighing, what is left to divide by?",
    ),
    Mistake(
        "attention_context",
        "unweighted",
        {_MIXED: 'np.einsum("unt,tnh->unh", np.ones_like(a) / len(v), v)'},
        "Your c is the same at every step that writes, as if all of them looked at the same "
        "thing. What decides, step by step, how much of each value comes in?",
    ),
    Mistake(
        "attention_context",
        "other_sequences",
        {"unt,tnh->unh": "unt,tmh->unh"},
        "With one sequence your c is right; with several it takes something from the others, their "
        "weights or their values. Which axis do a and v have in common without being summed over?",
    ),
    Mistake(
        "attention_context",
        "reshaped",
        {"a, v)": "a, v.reshape(v.shape[1], len(v), -1).swapaxes(0, 1))"},
        "With one sequence your c is right; with several it mixes their steps, as if an array had "
        "been given another shape where its axes had to change places. What does a reshape leave "
        "as it was?",
    ),
    Mistake(
        "attention_context",
        "carried_over",
        {_MIXED: f"np.cumsum({_MIXED}, axis=0)"},
        "Your c[0] is right. Each later row of c has all the rows before it in it, as if the sum "
        "went on growing. With what should the sum begin at each step that writes?",
    ),
    Mistake(
        "attention_context",
        "last_read_only",
        {_MIXED: "a[:, :, -1:] * v[-1]"},
        "In your c only one step that was read comes in, as if each had overwritten the one "
        "before it. What should the second one find when it arrives?",
    ),
    Mistake(
        "attention_context",
        "shared_anew",
        {_MIXED: 'np.einsum("unt,tnh->unh", a / np.maximum(a.sum(axis=0), 1e-12), v)'},
        "Your c comes out as if the weights had been changed first, by a division or by another "
        "softmax. The rows of a add up to 1 as they come in. Which weights stand in the formula?",
    ),
    Mistake(
        "attention_context",
        "best_only",
        {_MIXED: 'np.einsum("unt,tnh->unh", np.eye(len(v))[a.argmax(axis=-1)], v)'},
        "Your c is the one value with the largest weight, where it should be a mixture. What "
        "becomes of a value with a weight of 0.3 in the formula?",
    ),
    Mistake(
        "attention_context",
        "scaled",
        {_MIXED: f"{_MIXED} / np.sqrt(v.shape[-1])"},
        "Your c is off by a factor that depends on the number of units. That root belongs to the "
        "scores. Does it stand in the formula of the context?",
    ),
    Mistake(
        "attention_weights_backward",
        "sum_missing",
        {"(da - shared)": "da"},
        "Your ds has one of two parts: that by which each score moves its own weight's numerator. "
        "A score also moves the sum below the line, which all weights of its row share. What does "
        "that send back?",
    ),
    Mistake(
        "attention_weights_backward",
        "own_weight_only",
        {"(da - shared)": "da * (1 - a)"},
        "Your ds comes out as if each weight depended on its own score alone, as with σ. When one "
        "score rises, what do the other weights of its row do, and who hears of their da?",
    ),
    Mistake(
        "attention_weights_backward",
        "sum_not_weighted",
        {"(da * a).sum": "da.sum"},
        "Your ds comes out as if what a row has in common were made of da alone, so that padding "
        "counts like any other step. By how much does each weight move when the sum below the "
        "line grows?",
    ),
    Mistake(
        "attention_weights_backward",
        "over_written_steps",
        {"sum(axis=-1": "sum(axis=0"},
        "Your ds comes out as if the sum ran over the steps that write, which have nothing to do "
        "with each other here. Along which axis did the softmax share out?",
    ),
    Mistake(
        "attention_weights_backward",
        "over_the_batch",
        {"sum(axis=-1": "sum(axis=1"},
        "Your ds comes out as if the sum ran over the sequences of the batch, so that a sequence "
        "alone would see nothing of the rest of its row. Along which axis did the softmax share "
        "out?",
    ),
    Mistake(
        "attention_weights_backward",
        "over_everything",
        {"sum(axis=-1, keepdims=True)": "sum()"},
        "Your ds takes something from each entry that several rows have in common. Each row has a "
        "softmax of its own. How many sums do you need?",
    ),
    Mistake(
        "attention_weights_backward",
        "sum_not_times_a",
        {"a * (da - shared)": "a * da - shared"},
        "Your ds has one of its two parts wrong, the one that a row has in common: a factor too "
        "few or too many. Which score moves the sum below the line more: one with a large weight, "
        "or one with a small one?",
    ),
    Mistake(
        "attention_weights_backward",
        "a_missing",
        {"a * (da - shared)": "da - shared"},
        "Your ds is large where the weight is almost 0, and in the padding too. How much does a "
        "weight near 0 still move when its score changes a little?",
    ),
    Mistake(
        "attention_weights_backward",
        "as_after_cross_entropy",
        {"a * (da - shared)": "a - da"},
        "Your ds is a difference of a and da. Softmax and cross entropy together have such a short "
        "gradient; here a stands between the scores and a mixture, and da may be anything. What "
        "does one score do to each weight?",
    ),
    Mistake(
        "attention_weights_backward",
        "sign",
        {"(da - shared)": "(da + shared)"},
        "Your ds has its two parts, but the sign of one of them or of both is wrong. When a score "
        "rises, the sum below the line grows: does that raise or lower the weights?",
    ),
    Mistake(
        "attention_weights_backward",
        "mean_for_sum",
        {"(da * a).sum(": "(da * a).mean("},
        "Your ds has the two parts, but one is too small by a factor, as if a mean had taken the "
        "place of the sum. The weights add up to 1 already. What is there to divide by?",
    ),
    Mistake(
        "attention_weights_backward",
        "of_the_logarithm",
        {"a * (da - shared)": "da - a * da.sum(axis=-1, keepdims=True)"},
        "Your ds comes out as if da, or a part of it, belonged to the logarithm of a. To what "
        "does it belong here, and what does that change on the way back?",
    ),
    Mistake(
        "attention_weights_backward",
        "slope_of_tanh",
        {"a * (da - shared)": "da * (1 - a**2)"},
        "Your ds has the slope of tanh, as in a recurrent step. What came out of a softmax needs "
        "another way back: does a weight depend on its own score only?",
    ),
    Mistake(
        "attention_weights_backward",
        "weights_as_scores",
        {
            "shared = (da * a)": (
                "a = np.exp(a) / np.exp(a).sum(axis=-1, keepdims=True)\n    shared = (da * a)"
            )
        },
        "Your ds comes out as if a had gone through a softmax once more, and as if padding had a "
        "weight. Is what the docstring hands in as a the scores or the weights?",
    ),
    Mistake(
        "attention_weights_backward",
        "da_changed",
        {"return a * (da - shared)": "da -= shared\n    return a * da"},
        "The array da is another one after the call than before: the caller may still need it. "
        "Which of your lines writes into it?",
    ),
    Mistake(
        "attention_backward",
        "scale_missing",
        {_SCALED_DS: ""},
        "dv is right. Your dq or your dk is too large by one factor everywhere. On the way forward "
        "the scores were divided by something. Where does that stand on the way back?",
    ),
    Mistake(
        "attention_backward",
        "scale_twice",
        {"np.sqrt(q.shape[-1])": "q.shape[-1]"},
        "dv is right. Your dq and dk are too small by one factor everywhere, as if the scale had "
        "come in more than once. How often was a score divided on the way forward, and by what?",
    ),
    Mistake(
        "attention_backward",
        "scale_of_another_axis",
        {"np.sqrt(q.shape[-1])": "np.sqrt(len(k))"},
        "dv is right. Your dq and dk are off by one factor, as if the root had been taken of "
        "another axis. By which length were the scores scaled on the way forward?",
    ),
    Mistake(
        "attention_backward",
        "scale_upside_down",
        {"ds / np.sqrt": "ds * np.sqrt"},
        "dv is right. Your dq and dk are too large by one factor. If a score is divided on the way "
        "forward, does a gradient that passes through it grow or shrink?",
    ),
    Mistake(
        "attention_backward",
        "scale_in_dv",
        {"return dq, dk, dv": "return dq, dk, dv / np.sqrt(q.shape[-1])"},
        "dq and dk are right. Your dv is too small by one factor everywhere. The root belongs to "
        "the scores. Do the values go through the scores on their way into c?",
    ),
    Mistake(
        "attention_backward",
        "softmax_skipped",
        {_DS: "da"},
        "dv is right. Your dq and dk come out as if the gradient at the weights were the gradient "
        "at the scores. What stands between scores and weights, and which exercise went back "
        "through it?",
    ),
    Mistake(
        "attention_backward",
        "sum_missing",
        {_DS: "a * da"},
        "dv is right. Your dq and dk come out as if a score moved nothing but its own numerator. "
        "What else do all the weights of a row depend on?",
    ),
    Mistake(
        "attention_backward",
        "sum_not_weighted",
        {"(da * a).sum(": "da.sum("},
        "dv is right. Your dq and dk come out as if every weight counted the same in what a row "
        "has in common, so that padding counts as well. By how much does each weight move when "
        "the sum below the line grows?",
    ),
    Mistake(
        "attention_backward",
        "own_weight_only",
        {_DS: "a * (1 - a) * da"},
        "dv is right. Your dq and dk come out as if each weight depended on its own score alone. "
        "When one score rises, what do the other weights of its row do?",
    ),
    Mistake(
        "attention_backward",
        "over_another_axis",
        {"sum(axis=-1, keepdims=True)": "sum(axis=0, keepdims=True)"},
        "dv is right. Your dq and dk come out as if the sum in the softmax's way back ran over "
        "other axes than the softmax did. Over which steps does a row of a add up to 1?",
    ),
    Mistake(
        "attention_backward",
        "values_for_keys",
        {'np.einsum("unt,tnh->unh", ds, k)': 'np.einsum("unt,tnh->unh", ds, v)'},
        "Your dq is made of the values. They have the shape of the keys, so nothing complains. "
        "With what was a query multiplied on the way forward?",
    ),
    Mistake(
        "attention_backward",
        "keys_for_values",
        {'np.einsum("unh,tnh->unt", dc, v)': 'np.einsum("unh,tnh->unt", dc, k)'},
        "dv is right. Your dq and dk come out as if the mixture had been made of keys. They have "
        "the shape of the values, so nothing complains. With what was a weight multiplied on the "
        "way forward?",
    ),
    Mistake(
        "attention_backward",
        "dc_for_queries",
        {'np.einsum("unt,unh->tnh", ds, q)': 'np.einsum("unt,unh->tnh", ds, dc)'},
        "Your dk is made of dc, which has the shape of the queries, so nothing complains. With "
        "what was a key multiplied on the way forward?",
    ),
    Mistake(
        "attention_backward",
        "queries_for_dc",
        {'np.einsum("unt,unh->tnh", a, dc)': 'np.einsum("unt,unh->tnh", a, q)'},
        "Your dv does not depend on the gradient that comes in: it is made of something else of "
        "the same shape. What arrives at c, and by which factor does each value hear of it?",
    ),
    Mistake(
        "attention_backward",
        "ds_for_weights",
        {
            '    dv = np.einsum("unt,unh->tnh", a, dc)\n': "",
            "    return dq": '    dv = np.einsum("unt,unh->tnh", ds, dc)\n    return dq',
        },
        "Your dv is made of two gradients, where one of the two should be something from the way "
        "forward. By what was a value multiplied on its way into c?",
    ),
    Mistake(
        "attention_backward",
        "weights_for_ds",
        {
            '"unt,tnh->unh", ds, k': '"unt,tnh->unh", a, k',
            '"unt,unh->tnh", ds, q': '"unt,unh->tnh", a, q',
        },
        "Your dq or your dk does not depend on dc: the weights stand where a gradient should. What "
        "has to be known at the scores before anything can go on to queries and keys?",
    ),
    Mistake(
        "attention_backward",
        "dv_unweighted",
        {'np.einsum("unt,unh->tnh", a, dc)': "np.repeat(dc.sum(axis=0)[None], len(v), axis=0)"},
        "Your dv is the same for every step that was read, or for every real one. By which factor "
        "did each value come into the mixture?",
    ),
    Mistake(
        "attention_backward",
        "dk_is_dv",
        {"return dq, dk, dv": "return dq, dv, dv"},
        "Your dk and dv are one and the same array. Keys and values may hold the same numbers, but "
        "they go into c by two ways, one by the scores and one by the mixture. Which of the two "
        "does each gradient come back by?",
    ),
    Mistake(
        "attention_backward",
        "dk_and_dv_added",
        {"return dq, dk, dv": "return dq, dk + dv, dk + dv"},
        "Your dq is right. Both ways into the encoder's states have been added up in your dk or "
        "your dv. That is for whoever uses one array as keys and as values. What does the "
        "docstring ask for here?",
    ),
    Mistake(
        "attention_backward",
        "dk_and_dv_exchanged",
        {"return dq, dk, dv": "return dq, dv, dk"},
        "Your dk is the gradient of the values, and your dv that of the keys. In which order does "
        "the docstring want the three?",
    ),
    Mistake(
        "attention_backward",
        "last_written_only",
        {
            'dv = np.einsum("unt,unh->tnh", a, dc)': 'dv = np.einsum("nt,nh->tnh", a[-1], dc[-1])',
            'dk = np.einsum("unt,unh->tnh", ds, q)': 'dk = np.einsum("nt,nh->tnh", ds[-1], q[-1])',
        },
        "Your dk or dv holds what one step that writes has to say, as if each had overwritten the "
        "one before it. How many steps looked at each key and each value?",
    ),
    Mistake(
        "attention_backward",
        "last_read_only",
        {'np.einsum("unt,tnh->unh", ds, k)': "ds[:, :, -1:] * k[-1]"},
        "Your dq holds what one step that was read has to say, as if each had overwritten the one "
        "before it. With how many keys was each query compared?",
    ),
    Mistake(
        "attention_backward",
        "mean_over_written_steps",
        {
            'dv = np.einsum("unt,unh->tnh", a, dc)': (
                'dv = np.einsum("unt,unh->tnh", a, dc) / len(dc)'
            ),
            'dk = np.einsum("unt,unh->tnh", ds, q)': (
                'dk = np.einsum("unt,unh->tnh", ds, q) / len(dc)'
            ),
        },
        "dq is right. Your dk and dv are too small by a factor that grows with the number of steps "
        "that write. If a state is looked at by several, do their gradients add up or average out?",
    ),
    Mistake(
        "attention_backward",
        "weights_changed",
        {f"ds = {_DS}": ("a *= da - (da * a).sum(axis=-1, keepdims=True)\n    ds = a")},
        "The array a is another one after the call than before: two names can stand for one array. "
        "Which of your lines writes into an array that the caller still needs?",
    ),
    Mistake(
        "attention_decoder_step",
        "query_before_the_step",
        {'"nh,tnh->nt", h_u, k': '"nh,tnh->nt", h_prev, k'},
        "h_u is right. Your a_u comes out as if the decoder had looked before it took in x_u, so "
        "it cannot know what was written last. Which state asks the question in the docstring's "
        "Notes?",
    ),
    Mistake(
        "attention_decoder_step",
        "tanh_missing",
        {"np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)": "x_u @ W_xh + h_prev @ W_hh + b_h"},
        "Your h_u has entries outside −1 to 1. A sum is not yet a state. What does the formula of "
        "h_u do to it?",
    ),
    Mistake(
        "attention_decoder_step",
        "another_curve",
        {
            "np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)": (
                "1 / (1 + np.exp(-(x_u @ W_xh + h_prev @ W_hh + b_h)))"
            )
        },
        "Your h_u is never below 0, as if the sum had gone through another curve than that of the "
        "formula. Between which numbers do the states of this network lie?",
    ),
    Mistake(
        "attention_decoder_step",
        "state_bias_missing",
        {"h_prev @ W_hh + b_h": "h_prev @ W_hh"},
        "Your h_u is off in every sequence, and each unit by its own shift before the tanh. Three "
        "things are added up in the formula: which argument makes no difference to your h_u?",
    ),
    Mistake(
        "attention_decoder_step",
        "previous_state_ignored",
        {"x_u @ W_xh + h_prev @ W_hh + b_h": "x_u @ W_xh + b_h"},
        "Your h_u knows x_u and nothing before it, as if the decoder forgot at each step what it "
        "has written. Which argument makes no difference to your h_u?",
    ),
    Mistake(
        "attention_decoder_step",
        "w_hh_transposed",
        {"h_prev @ W_hh": "h_prev @ W_hh.T"},
        "Your h_u comes out as if W_hh lay on its side; being square, it fits. Which axis of W_hh "
        "belongs to the state before, and which to the new one?",
    ),
    Mistake(
        "attention_decoder_step",
        "scale_missing",
        {" / np.sqrt(h_u.shape[-1])": ""},
        "h_u is right. Your a_u is too uneven, as if the scores were too large by one factor. "
        "What does the formula do to a sum of H products before the softmax?",
    ),
    Mistake(
        "attention_decoder_step",
        "scale_twice",
        {"np.sqrt(h_u.shape[-1])": "h_u.shape[-1]"},
        "h_u is right. Your a_u is too even, as if the scores were too small by one factor. How "
        "often does the formula divide a sum of H products, and by what?",
    ),
    Mistake(
        "attention_decoder_step",
        "scale_of_another_axis",
        {"np.sqrt(h_u.shape[-1])": "np.sqrt(len(k))"},
        "h_u is right. Your a_u comes out as if the scores had been scaled by another length than "
        "that of the axis that a product adds up. How many products make one score?",
    ),
    Mistake(
        "attention_decoder_step",
        "scored_by_values",
        {'"nh,tnh->nt", h_u, k)': '"nh,tnh->nt", h_u, v)'},
        "h_u is right. Your a_u comes out as if the state had been compared with the values. What "
        "are the keys for, and which argument makes no difference to your a_u?",
    ),
    Mistake(
        "attention_decoder_step",
        "mask_ignored",
        {_HIDDEN_U: "s_u"},
        "h_u is right. Your a_u gives a share to the padding. Which argument makes no difference "
        "to your a_u?",
    ),
    Mistake(
        "attention_decoder_step",
        "mask_after_the_softmax",
        {
            f"s_u = {_HIDDEN_U}": "s_u = s_u * 1",
            f"a_u = {_NORMED}": f"a_u = mask.T * {_NORMED}",
        },
        "The padding gets nothing in your a_u, but rows of padded sequences add up to less than "
        "1. Who took part in the sum below the line and should not have?",
    ),
    Mistake(
        "attention_decoder_step",
        "mask_times_scores",
        {_HIDDEN_U: "s_u * mask.T"},
        "h_u is right. Your a_u comes out as if the padding had the score 0, which is better than "
        "a negative one. What should the padding bring into the sum below the line?",
    ),
    Mistake(
        "attention_decoder_step",
        "fill_not_low_enough",
        {_HIDDEN_U: "np.where(mask.T == 1, s_u, -1.0)"},
        "h_u is right. Your a_u comes out as if the padding had a low score, but not so low that "
        "no real one could be lower. Which number loses against every score?",
    ),
    Mistake(
        "attention_decoder_step",
        "mask_inverted",
        {"mask.T == 1": "mask.T == 0"},
        "h_u is right. Your a_u looks at the padding and not at what was read. What does a 1 in "
        "the mask mean?",
    ),
    Mistake(
        "attention_decoder_step",
        "mask_by_columns",
        {"mask.T": "mask.reshape(mask.shape[::-1])"},
        "h_u is right. Your a_u leaves out the wrong steps, as if the mask had been given another "
        "shape where its two axes had to change places. In which order does its memory run?",
    ),
    Mistake(
        "attention_decoder_step",
        "padding_taken_for_the_end",
        {"mask.T == 1": "np.arange(len(mask)) < mask.sum(axis=0)[:, None]"},
        "h_u is right. Your a_u is right while all padding stands at the end. The docstring "
        "allows padding anywhere. Where does the mask say of each step whether it is real?",
    ),
    Mistake(
        "attention_decoder_step",
        "no_shift",
        {"np.exp(s_u - s_u.max(axis=-1, keepdims=True))": "np.exp(s_u)"},
        "Your a_u is right for small scores and wrong where they are in the thousands. What may be "
        "taken from all scores of a row without a change in its weights?",
    ),
    Mistake(
        "attention_decoder_step",
        "one_shift_for_all",
        {"s_u.max(axis=-1, keepdims=True)": "s_u.max()"},
        "Your a_u is right until one sequence has far larger scores than another: then the other "
        "becomes 0 divided by 0. Whose largest score has to be taken from a row?",
    ),
    Mistake(
        "attention_decoder_step",
        "largest_in_the_padding",
        {
            f"s_u = {_HIDDEN_U}": f"largest = s_u.max(axis=-1)\n    s_u = {_HIDDEN_U}",
            "s_u.max(axis=-1, keepdims=True)": "largest[:, None]",
        },
        "Your a_u is right until the padding holds far larger scores than the real steps: then no "
        "number comes out. Which steps may have a part in the shift and in exp, and which in "
        "neither?",
    ),
    Mistake(
        "attention_decoder_step",
        "over_the_batch",
        {"s_u.max(axis=-1": "s_u.max(axis=0", "exp.sum(axis=-1": "exp.sum(axis=0"},
        "h_u is right. Your a_u adds up to 1 over the sequences, where it does, and not over the "
        "steps that were read. Which axis of your scores counts these?",
    ),
    Mistake(
        "attention_decoder_step",
        "over_everything",
        {_NORMED: "exp / exp.sum()"},
        "h_u is right. Your a_u has rows that do not add up to 1, as if all sequences had shared "
        "one sum. How many sums does the formula need?",
    ),
    Mistake(
        "attention_decoder_step",
        "context_of_keys",
        {'"nt,tnh->nh", a_u, v': '"nt,tnh->nh", a_u, k'},
        "a_u is right. Your logits come out as if the context had been mixed from the keys. Keys "
        "say where to look: what says what is found there?",
    ),
    Mistake(
        "attention_decoder_step",
        "context_averaged",
        {'np.einsum("nt,tnh->nh", a_u, v)': "v.mean(axis=0)"},
        "a_u is right. Your logits come out as if the weights had not decided what comes into the "
        "context, or had been followed by one more division. After weighing, what is left to "
        "divide by?",
    ),
    Mistake(
        "attention_decoder_step",
        "context_of_the_best",
        {'np.einsum("nt,tnh->nh", a_u, v)': "v[a_u.argmax(axis=1), np.arange(len(a_u))]"},
        "a_u is right. Your logits come out as if the context were the one value with the largest "
        "weight. What becomes of a value with a weight of 0.3 in the formula?",
    ),
    Mistake(
        "attention_decoder_step",
        "context_missing",
        {_LOGITS: "h_u @ W_hy + b_y"},
        "a_u is right. Your logits are those of a decoder without attention: it looks and does not "
        "use what it sees. Which arguments make no difference to your logits?",
    ),
    Mistake(
        "attention_decoder_step",
        "state_missing",
        {_LOGITS: "c_u @ W_cy + b_y"},
        "h_u is right. Your logits depend on the context only: the state asks, and its own part of "
        "the answer is missing. Which argument makes no difference to your logits?",
    ),
    Mistake(
        "attention_decoder_step",
        "one_matrix_for_both",
        {"c_u @ W_cy": "c_u @ W_hy"},
        "a_u is right. Your logits come out as if state and context had gone through the same "
        "matrix. Which argument makes no difference to your logits?",
    ),
    Mistake(
        "attention_decoder_step",
        "matrices_exchanged",
        {"h_u @ W_hy + c_u @ W_cy": "h_u @ W_cy + c_u @ W_hy"},
        "a_u is right. Your logits come out as if the state had gone through the context's matrix, "
        "and the context through the state's. What does the first letter of an index stand for?",
    ),
    Mistake(
        "attention_decoder_step",
        "output_bias_missing",
        {"c_u @ W_cy + b_y": "c_u @ W_cy"},
        "a_u is right. Your logits are off by the same numbers in every sequence. Which argument "
        "makes no difference to your logits?",
    ),
    Mistake(
        "attention_decoder_step",
        "logits_from_the_state_before",
        {"h_u @ W_hy": "h_prev @ W_hy"},
        "h_u is right. Your logits come out as if an older state had been asked, one that has not "
        "taken in x_u. From which state does the formula make the logits?",
    ),
    Mistake(
        "attention_decoder_step",
        "logits_squashed",
        {_LOGITS: f"np.tanh({_LOGITS})"},
        "h_u is right. Your logits have gone through one more function than the formula has. "
        "Between which numbers may a logit lie?",
    ),
    Mistake(
        "attention_decoder_step",
        "context_in_the_state",
        {"return logits, h_u, a_u": "return logits, h_u + c_u, a_u"},
        "Your h_u has the context in it. In this decoder the context goes into the logits and no "
        "further. What does the formula hand on to the next step?",
    ),
    Mistake(
        "attention_decoder_step",
        "h_prev_changed",
        {"h_u = np.tanh(": "h_u = h_prev\n    h_u[:] = np.tanh("},
        "The array h_prev is another one after the call than before: two names can stand for one "
        "array. Which of your lines writes into an array that the caller still needs?",
    ),
    Mistake(
        "self_attention_forward",
        "sees_the_future",
        {_SEEN: "s"},
        "Your a gives weight to steps that have not come yet. A network that should foretell the "
        "next word would read it first. Which steps j may step t look at?",
    ),
    Mistake(
        "self_attention_forward",
        "later_steps_only",
        {"np.tri(T) == 1": "np.tri(T).T == 1"},
        "Your a looks at later steps and not at earlier ones: the wrong half of the square. Which "
        "axis is the step that looks, and which the one that is looked at?",
    ),
    Mistake(
        "self_attention_forward",
        "itself_not_seen",
        {"np.tri(T)": "np.tri(T, k=-1)"},
        "Your a hides each step from itself, so that step 0 has nothing at all to look at. What "
        "does the docstring say of j and t: smaller, or not larger?",
    ),
    Mistake(
        "self_attention_forward",
        "one_step_ahead",
        {"np.tri(T)": "np.tri(T, k=1)"},
        "Your a lets each step look at the one after it as well. Step 0 may look at one step only: "
        "at which?",
    ),
    Mistake(
        "self_attention_forward",
        "mask_after_the_softmax",
        {f"s = {_SEEN}": "s = s * 1", f"a = {_NORMED}": f"a = seen[:, None, :] * {_NORMED}"},
        "Later steps get nothing in your a, but its rows add up to less than 1, all but the last: "
        "the future took part in the sum, and its share was thrown away. Who belongs in the sum "
        "below the line?",
    ),
    Mistake(
        "self_attention_forward",
        "mask_times_scores",
        {_SEEN: "s * seen[:, None, :]"},
        "Your a comes out as if later steps had the score 0, which is better than a negative one. "
        "What should a step that may not be seen bring into the sum below the line?",
    ),
    Mistake(
        "self_attention_forward",
        "fill_not_low_enough",
        {"-np.inf": "-1.0"},
        "Your a comes out as if later steps had a low score, but not so low that no other could "
        "come near it. Which number loses against every score, however far below zero?",
    ),
    Mistake(
        "self_attention_forward",
        "scale_missing",
        {" / np.sqrt(H)": ""},
        "Your a is too uneven, as if the scores were too large by one factor. What does the "
        "formula do to a sum of H products before the softmax?",
    ),
    Mistake(
        "self_attention_forward",
        "scale_twice",
        {"np.sqrt(H)": "H"},
        "Your a is too even, as if the scores were too small by one factor. How often does the "
        "formula divide a sum of H products, and by what?",
    ),
    Mistake(
        "self_attention_forward",
        "scale_of_another_axis",
        {"np.sqrt(H)": "np.sqrt(x.shape[-1])"},
        "Your a comes out as if the scores had been scaled by another length than that of the "
        "axis that a product adds up. How many products make one score?",
    ),
    Mistake(
        "self_attention_forward",
        "values_are_keys",
        {"x @ W_xk, x @ W_xv": "x @ W_xk, x @ W_xk"},
        "Your a is right. Your y is mixed from something else than the values, of the same shape. "
        "Which of the three matrices makes no difference to your y?",
    ),
    Mistake(
        "self_attention_forward",
        "queries_are_keys",
        {"x @ W_xq, x @ W_xk": "x @ W_xk, x @ W_xk"},
        "Your a comes out as if queries and keys were made by one matrix. What a step looks for "
        "and what it offers are two things. Which of the three matrices makes no difference?",
    ),
    Mistake(
        "self_attention_forward",
        "queries_and_keys_exchanged",
        {'"tnh,jnh->tnj", q, k': '"tnh,jnh->tnj", k, q'},
        "Your a comes out as if the step that looks had brought the key, and the one that is "
        "looked at the query. Who asks here, and who is found?",
    ),
    Mistake(
        "self_attention_forward",
        "over_looking_steps",
        {
            "s.max(axis=-1": "s.max(axis=0",
            "exp.sum(axis=-1": "exp.sum(axis=0",
        },
        "Your a is shared out over the steps that look. Each of these has one unit of attention, "
        "for what it looks at. Over which axis does it go?",
    ),
    Mistake(
        "self_attention_forward",
        "over_the_batch",
        {
            "s.max(axis=-1": "s.max(axis=1",
            "exp.sum(axis=-1": "exp.sum(axis=1",
        },
        "Your a adds up to 1 over the sequences of the batch, where it does. Which axis of your "
        "scores counts the steps that are looked at?",
    ),
    Mistake(
        "self_attention_forward",
        "no_shift",
        {"np.exp(s - s.max(axis=-1, keepdims=True))": "np.exp(s)"},
        "Your a is right for small scores, and not a number where they are in the thousands. What "
        "may be taken from all scores of a row without a change in its weights?",
    ),
    Mistake(
        "self_attention_forward",
        "one_shift_for_all",
        {"s - s.max(axis=-1, keepdims=True)": "s - s.max()"},
        "Your a is right until one row has far larger scores than another: then the lower row "
        "becomes 0 divided by 0. Whose largest score has to be taken from a row?",
    ),
    Mistake(
        "self_attention_forward",
        "largest_in_the_future",
        {
            f"s = {_SEEN}": f"largest = s.max(axis=-1, keepdims=True)\n    s = {_SEEN}",
            "np.exp(s - s.max(axis=-1, keepdims=True))": "np.exp(s - largest)",
        },
        "Your a is right until a later step has a far larger score than those that may be seen: "
        "then no number comes out. Which steps may have a part in the shift and in exp, and which "
        "in neither?",
    ),
    Mistake(
        "self_attention_forward",
        "averaged",
        {"a, v)\n    return": "a, v) / np.arange(1, T + 1)[:, None, None]\n    return"},
        "Your a is right. Your y[0] is right and later steps of y are too small, each by how many "
        "it has looked at. The weights add up to 1 already: what is left to divide by?",
    ),
    Mistake(
        "self_attention_forward",
        "unweighted",
        {
            '"tnj,jnh->tnh", a, v': (
                '"tnj,jnh->tnh", 0 * a + seen[:, None] / np.arange(1, T + 1)[:, None, None], v'
            )
        },
        "Your a is right. Your y comes out as if all steps that may be seen counted the same. What "
        "decides how much of each value comes in?",
    ),
    Mistake(
        "self_attention_forward",
        "other_sequences",
        {'"tnj,jnh->tnh"': '"tnj,jmh->tnh"'},
        "Your y takes something from other sequences: change one, and its neighbours' y changes. "
        "Which axis should be the same on both sides of every product, and summed over in none?",
    ),
    Mistake(
        "self_attention_forward",
        "reshaped",
        {"x @ W_xv": "(x @ W_xv).reshape(x.shape[1], T, H).swapaxes(0, 1)"},
        "With one sequence your y is right; with several it mixes their steps, as if an array had "
        "been given another shape where its axes had to change places. What does a reshape leave "
        "as it was?",
    ),
    Mistake(
        "self_attention_forward",
        "inputs_added",
        {"return y, a": "return y + v, a"},
        "Your a is right. Your y has what the step brings itself added to the mixture once more. "
        "Some architectures do so with their inputs; does the formula here?",
    ),
]

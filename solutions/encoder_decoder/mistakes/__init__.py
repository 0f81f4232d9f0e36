"""Known mistakes of chapter 11. A table, and so longer than a module of code."""

from rnn_course.bank.mistake import Mistake

_HELD = "np.where(mask[t][:, None] == 1, moved, state)"
_INTO = "    dh_encoder[last, np.arange(len(last))] = dstate\n"
_READ = "np.vstack([np.full_like(target[:1], bos), target[:-1]])"
_BEST = "each[0] / len(each[1]) ** alpha"

MISTAKES: list[Mistake] = [
    Mistake(
        "encoder_state",
        "reads_the_padding",
        {_HELD: "moved"},
        "Your state goes on where a sequence has ended: each padded step changes it once more, "
        "so it depends on what else is in the batch. Which argument says where a sequence ends?",
    ),
    Mistake(
        "encoder_state",
        "picked_but_not_held",
        {
            _HELD: "moved",
            "return state, h": "return h[mask.sum(0).astype(int) - 1, range(len(state))], h",
        },
        "Your state is right. Your h goes on moving in the padding, where a sequence has ended. "
        "What does the docstring ask of a state in the padding?",
    ),
    Mistake(
        "encoder_state",
        "zero_in_the_padding",
        {_HELD: "mask[t][:, None] * moved"},
        "Where a sequence has ended, your h becomes 0. Your state is then 0 for every short "
        "sequence, and that is what the decoder would get. What may a step change that is not "
        "real?",
    ),
    Mistake(
        "encoder_state",
        "mask_on_the_input_only",
        {"x[t] @ W_xh": "(mask[t][:, None] * x[t]) @ W_xh", _HELD: "moved"},
        "In your h the states of the short sequences move in the padding, as if its inputs had "
        "been silenced, and no more than that. What else enters a step, besides its input?",
    ),
    Mistake(
        "encoder_state",
        "mask_inverted",
        {"[:, None] == 1": "[:, None] == 0"},
        "Your h moves at the padding and stands still at the real steps. What does a 1 in the "
        "mask mean?",
    ),
    Mistake(
        "encoder_state",
        "stops_with_the_shortest",
        {"range(len(x))": "range(int(mask.sum(axis=0).min()))"},
        "Your state is right for the shortest sequences only, as if the reading of all of them "
        "stopped where the first one ends. Up to which step does the reading go on, and who sits "
        "out?",
    ),
    Mistake(
        "encoder_state",
        "one_step_early",
        {
            "return state, h": (
                "at = np.maximum(mask.sum(axis=0).astype(int) - 2, 0)\n"
                "    return h[at, np.arange(len(state))], h"
            )
        },
        "Your h is right. Your state is the one before a sequence's last step, so the last input "
        "has no say in it. With four real steps, which row of h is the last?",
    ),
    Mistake(
        "encoder_state",
        "not_carried",
        {"+ state @ W_hh +": "+ h[t] @ W_hh +"},
        "In your h the first step is right, and each later one comes out as if it began from "
        "nothing. With which state does step t begin?",
    ),
    Mistake(
        "encoder_state",
        "mean_of_the_states",
        {
            "return state, h": (
                "return (h * mask[:, :, None]).sum(axis=0) / mask.sum(axis=0)[:, None], h"
            )
        },
        "Your h is right. Your state is a mean over steps. Chapter 04 had use for a mean of "
        "states, but from where does this decoder go on?",
    ),
    Mistake(
        "encoder_state",
        "bias_missing",
        {"+ state @ W_hh + b_h": "+ state @ W_hh"},
        "In your h already the first step is off, at every sequence. Which argument makes no "
        "difference to your h?",
    ),
    Mistake(
        "teacher_forcing",
        "not_shifted",
        {_READ: "target"},
        "Your read is the target itself. Your h comes out as if the decoder were fed, at each "
        "step, the very token that it has to write there, so that it would learn to copy its "
        "input. What has been written already when a step begins?",
    ),
    Mistake(
        "teacher_forcing",
        "shifted_the_other_way",
        {_READ: "np.vstack([target[1:], np.full_like(target[:1], bos)])"},
        "At all steps but the last, your read has the token that comes after the one that is to "
        "be written: a look into the future. At test time nobody can show the decoder that. Which "
        "token comes first in what it reads?",
    ),
    Mistake(
        "teacher_forcing",
        "wraps_around",
        {_READ: "np.roll(target, 1, axis=0)"},
        "All rows of your read are right but the first: there the end of the target has come "
        "round to the front. What does the decoder read when nothing has been written yet?",
    ),
    Mistake(
        "teacher_forcing",
        "shifted_over_the_batch",
        {_READ: "np.hstack([np.full_like(target[:, :1], bos), target[:, :-1]])"},
        "In your read each sequence has got its neighbour's tokens, and the first one reads "
        "nothing but the beginning mark. Which axis of target counts the steps?",
    ),
    Mistake(
        "teacher_forcing",
        "end_not_read",
        {_READ: "np.vstack([np.full_like(target[:1], bos), target[1:]])"},
        "Your read begins well, and from the second row on it is the target unshifted, as if the "
        "first token had been replaced where it should have moved. In which row should the first "
        "token of the target stand?",
    ),
    Mistake(
        "teacher_forcing",
        "reads_its_own",
        {"W_xh[tokens]": "W_xh[np.argmax(h[-1] @ W_hy + b_y, axis=-1) if h else tokens]"},
        "Your h comes out, from the second step on, as if the decoder were fed what it would have "
        "written itself. That is how it works at test time. Who chooses the next input while a "
        "decoder learns?",
    ),
    Mistake(
        "teacher_forcing",
        "starts_from_zero",
        {"h_u, h = state, []": "h_u, h = np.zeros_like(state), []"},
        "Your read is right. Your h does not depend on what the encoder has found out. A "
        "decoder that hears nothing of the source writes the same for every sentence: where "
        "does it begin?",
    ),
    Mistake(
        "teacher_forcing",
        "state_at_every_step",
        {"h_u @ W_hh": "state @ W_hh"},
        "In your h the first step is right. After it your h comes out as if the decoder went back "
        "to the encoder's state each time and forgot what it has written. From which state does "
        "step u go on?",
    ),
    Mistake(
        "teacher_forcing",
        "tanh_missing",
        {"np.tanh(W_xh[tokens] + h_u @ W_hh + b_h)": "W_xh[tokens] + h_u @ W_hh + b_h"},
        "Your read is right. In your h some of the states lie outside −1 to 1. The sum is not a "
        "state yet. What does the formula do to the sum?",
    ),
    Mistake(
        "teacher_forcing",
        "output_bias_missing",
        {" @ W_hy + b_y\n    return": " @ W_hy\n    return"},
        "Your h is right. Your logits are off by the same numbers at every step of every "
        "sequence. Which argument makes no difference to your logits?",
    ),
    Mistake(
        "teacher_forcing",
        "logits_one_step_late",
        {"np.array(h) @ W_hy": "np.array([state, *h[:-1]]) @ W_hy"},
        "Your h is right. Your logits at each step come out as if made from the state before it, "
        "so that the token that comes in there has no say. From which state does the formula make "
        "the scores of step u?",
    ),
    Mistake(
        "teacher_forcing",
        "state_bias_missing",
        {"h_u @ W_hh + b_h": "h_u @ W_hh"},
        "Your read is right. In your h already the first step is off, at every sequence. Three "
        "things are added up in the formula of a state: which of them makes no difference to your "
        "h?",
    ),
    Mistake(
        "teacher_forcing",
        "w_hh_transposed",
        {"h_u @ W_hh + b_h": "h_u @ W_hh.T + b_h"},
        "Your read is right. In your h already the first step is off, as if the state before met "
        "W_hh with its axes exchanged. Which axis of W_hh belongs to the state before, and which "
        "to the new one?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "no_gradient_into_the_encoder",
        {_INTO: ""},
        "Your dstate is right. Your dW_xh_encoder, dW_hh_encoder and db_h_encoder are all 0: the "
        "encoder would stay as random as it began. Through which of its states does the encoder "
        "hear of the loss?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "into_the_last_row",
        {"last = mask.sum(axis=0).astype(int) - 1": "last = np.full(len(dstate), len(h) - 1)"},
        "Your dstate is right. In the encoder it looks as if the gradient did something in the "
        "padding, at steps that were never taken. Were all sources equally long, nobody would "
        "notice. At which step was each state handed on?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "into_every_step",
        {"dh_encoder[last, np.arange(len(last))] = dstate": "dh_encoder += dstate"},
        "Your dstate is right. In the encoder it looks as if the gradient, or a share of it, went "
        "into every step. Only one state was handed to the decoder, and the earlier ones made "
        "that one: how do they get to hear of it?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "into_every_real_step",
        {
            "dh_encoder[last, np.arange(len(last))] = dstate": (
                "dh_encoder += mask[:, :, None] * dstate"
            )
        },
        "Your dstate is right. In the encoder it looks as if the gradient went into every real "
        "state. Only one of them was handed on. How do the states before the handed-on one get to "
        "hear of the loss?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "shared_as_a_mean",
        {
            "dh_encoder[last, np.arange(len(last))] = dstate": (
                "dh_encoder += (mask / mask.sum(axis=0))[:, :, None] * dstate"
            )
        },
        "Your dstate is right. In the encoder it looks as if the mean of the real states had been "
        "handed on. Chapter 04 had such a head. What did this decoder begin with?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "one_step_early",
        {".astype(int) - 1": ".astype(int) - 2"},
        "Your dstate is right. It looks as if the gradient entered the encoder one step before a "
        "source's end, so that the last real step learns nothing. With four real steps, which row "
        "is the last?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "first_loss_for_dstate",
        {
            "_, dstate, *decoder = rnn_backward(dh, decoder_cache)": (
                "_, _, *decoder = rnn_backward(dh, decoder_cache)\n    dstate = dh[0]"
            )
        },
        "It looks as if what the first step's own loss says to the first state of the decoder "
        "were taken for something that belongs to the handed-on state. Which result of the "
        "backward pass belongs to the state before the first step?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "all_losses_summed",
        {
            "_, dstate, *decoder = rnn_backward(dh, decoder_cache)": (
                "_, _, *decoder = rnn_backward(dh, decoder_cache)\n    dstate = dh.sum(axis=0)"
            )
        },
        "Your dstate comes out as if made of what the losses say to their own states. Between the "
        "handed-on state and a later one lie matrices and slopes. Which function goes back from "
        "the later states to the handed-on one?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "tanh_twice",
        {"= dstate\n    zero": "= dstate * (1 - decoder_cache[1] ** 2)\n    zero"},
        "Your dstate is right. On the way into the encoder it looks as if the gradient went "
        "through the slope of a tanh once too often. How many tanhs lie between the encoder's "
        "last state and the decoder's first?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "encoder_begins_as_the_decoder",
        {"(x, zero, W_xh, W_hh, h)": "(x, decoder_cache[1], W_xh, W_hh, h)"},
        "Your dW_hh_encoder comes out as if the encoder's first step had begun with a state that "
        "it had not reached yet: the one it ended with. What was in the encoder's memory when it "
        "began to read?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "networks_exchanged",
        {"return dstate, *encoder, *decoder": "return dstate, *decoder, *encoder"},
        "Your dW_xh_encoder, dW_hh_encoder and db_h_encoder are those of the decoder, and the "
        "other way round. In which order does the docstring want the gradients of the two "
        "networks?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "decoder_weights_in_the_encoder",
        {"(x, zero, W_xh, W_hh, h)": "(x, zero, W_xh, decoder_cache[3], h)"},
        "It looks as if the way back through the encoder led through the decoder's W_hh. A "
        "gradient goes back through the same matrix through which the signal came. Which cache "
        "holds the W_hh of the encoder?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "dstate_of_the_encoders_beginning",
        {
            "_, _, *encoder = rnn_backward": "_, first, *encoder = rnn_backward",
            "return dstate, *encoder": "return first, *encoder",
        },
        "Your dstate is what arrives at the encoder's own initial state, before it has read "
        "anything. Which state does the docstring's dstate belong to: the one that a network "
        "begins with, or the one that is handed on?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "decoder_begins_with_zero",
        {
            "rnn_backward(dh, decoder_cache)": (
                "rnn_backward(dh, (decoder_cache[0], 0 * decoder_cache[1], *decoder_cache[2:]))"
            )
        },
        "Your dW_hh_decoder comes out as if the decoder's first step had begun with a zero state. "
        "Did the decoder begin with nothing in its memory?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "short_sources_forgotten",
        {},
        "Your dstate is right. In the encoder it looks as if the gradient reached those sources "
        "only that fill the box, and were lost for the shorter ones. At which step was each state "
        "handed on?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "one_step_late",
        {},
        "Your dstate is right. It looks as if the gradient entered the encoder one step behind a "
        "source's end, where that is not the end of the box. With four real steps, which row is "
        "the last?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "into_whole_rows",
        {},
        "Your dstate is right. In the encoder it looks as if the gradient went into whole rows, "
        "so that a source gets it also at steps at which another one ends. Which two indices "
        "choose one step of one sequence?",
    ),
    Mistake(
        "encoder_decoder_backward",
        "last_loss_only",
        {
            "rnn_backward(dh, decoder_cache)": (
                "rnn_backward(np.concatenate([0 * dh[:-1], dh[-1:]]), decoder_cache)"
            )
        },
        "It looks as if only the loss of the decoder's last step came back. At how many steps has "
        "the decoder written something that is compared with the target?",
    ),
    Mistake(
        "greedy_decode",
        "state_not_carried",
        {"        log_p, state = step": "        log_p, _ = step"},
        "Your first token is right. After it the decoder writes as if it began each time from the "
        "encoder's state again, and forgot what it has written. What does step hand back, besides "
        "the log-probabilities?",
    ),
    Mistake(
        "greedy_decode",
        "always_reads_bos",
        {"step(state, token)\n": "step(state, bos)\n"},
        "Your first token is right. Then the decoder writes as if it never heard what it has "
        "said, and met the beginning mark every time. What does the decoder read at the second "
        "step?",
    ),
    Mistake(
        "greedy_decode",
        "end_not_noticed",
        {"while token != eos and len(tokens) < longest": "while len(tokens) < longest"},
        "Your score goes on after the decoder has said that it is done. Which token should be the "
        "last one that counts?",
    ),
    Mistake(
        "greedy_decode",
        "end_left_out",
        {
            "        score += float(log_p[token])\n    return tokens, score": (
                "        score += float(log_p[token])\n"
                "    return [token for token in tokens if token != eos], score"
            )
        },
        "In your tokens the end mark is missing. It was chosen as any token is, and it is the "
        "last thing that is written. What does the docstring say of the end mark?",
    ),
    Mistake(
        "greedy_decode",
        "end_has_no_score",
        {"score += float(log_p[token])": ("score += float(log_p[token]) if token != eos else 0.0")},
        "Your tokens are right. Your score leaves out the end mark, so that stopping costs "
        "nothing. Is the end mark chosen with a probability, as any token is?",
    ),
    Mistake(
        "greedy_decode",
        "bos_written",
        {"bos, [], 0.0": "bos, [bos], 0.0"},
        "Your tokens begin with the beginning mark, which the decoder reads but does not write:"
        " what has been written before the first step?",
    ),
    Mistake(
        "greedy_decode",
        "one_too_many",
        {"len(tokens) < longest": "len(tokens) <= longest"},
        "Where the end mark does not come in time, your tokens are one too many. How many does "
        "the docstring let you write at most?",
    ),
    Mistake(
        "greedy_decode",
        "least_likely",
        {"np.argmax(log_p)": "np.argmin(log_p)"},
        "Your tokens are the least likely ones at every step. The logarithm of a probability is "
        "negative. Which log-probability is nearer to certainty: −0.1 or −5?",
    ),
    Mistake(
        "greedy_decode",
        "probabilities_added",
        {"score += float(log_p[token])": "score += float(np.exp(log_p[token]))"},
        "Your tokens are right. Your score is positive, and grows with every token, as if "
        "probabilities had been added. The probability of two things in a row is their product. "
        "What is the logarithm of a product?",
    ),
    Mistake(
        "greedy_decode",
        "last_score_only",
        {"score += float": "score = float"},
        "Your tokens are right. Your score is that of the last token alone. Of which tokens "
        "does the docstring want the log-probability?",
    ),
    Mistake(
        "greedy_decode",
        "score_of_a_mean_token",
        {"return tokens, score": "return tokens, score / len(tokens)"},
        "Your tokens are right. Your score is that of a mean token, in which long and short texts "
        "look alike. Is there a division in the formula of the Notes?",
    ),
    Mistake(
        "greedy_decode",
        "back_to_a_probability",
        {"return tokens, score": "return tokens, float(np.exp(score))"},
        "Your tokens are right. Your score lies between 0 and 1: it is the probability itself, "
        "and for a long text that is too small for a float. In what unit is the score asked for?",
    ),
    Mistake(
        "greedy_decode",
        "another_end",
        {},
        "Your tokens do not end where the end mark is, as if another one were the last. Which of "
        "the arguments says which token ends a text?",
    ),
    Mistake(
        "greedy_decode",
        "end_never_chosen",
        {},
        "Your tokens are, at each step, the best of all but the end mark. The end mark is a token "
        "as any other: what should happen when it is the likeliest?",
    ),
    Mistake(
        "greedy_decode",
        "log_probabilities_multiplied",
        {},
        "Your tokens are right. Your score is a product of log-probabilities. The probability "
        "of two things in a row is the product of their probabilities. What is the logarithm of"
        " a product?",
    ),
    Mistake(
        "greedy_decode",
        "one_too_few",
        {"len(tokens) < longest": "len(tokens) < longest - 1"},
        "Where the end mark does not come in time, your tokens are one too few. How many does the "
        "docstring let you write at most, and is the end mark one of them?",
    ),
    Mistake(
        "greedy_decode",
        "first_token_lost",
        {},
        "In your tokens the first one is missing: they begin with the second. What comes out when "
        "the beginning mark is read, and where does it go?",
    ),
    Mistake(
        "greedy_decode",
        "end_forced",
        {"return tokens, score": "return tokens if tokens[-1] == eos else [*tokens, eos], score"},
        "Your score is right. Where the end mark does not come in time, your tokens end with "
        "one that nobody has written. Which token must the last one be, when the limit has "
        "ended the text?",
    ),
    Mistake(
        "beam_search",
        "probabilities_added",
        {"score + float(log_p)": "score + float(np.exp(log_p))"},
        "It looks as if probabilities were added up. Then a hypothesis with one sure token and "
        "one hopeless one looks as good as one with two fair ones. The probability of a whole "
        "text is a product: what is its logarithm?",
    ),
    Mistake(
        "beam_search",
        "finished_extended",
        {"if tokens and tokens[-1] == eos": "if False"},
        "It looks as if hypotheses went on writing after their end mark. Nobody will read what "
        "stands there, and every token of it lowers their score. What should happen in a round to "
        "a hypothesis that is finished?",
    ),
    Mistake(
        "beam_search",
        "finished_dropped",
        {
            "                candidates.append((score, tokens, before))\n": "",
            "candidates[:width]": "candidates[:width] or beam",
        },
        "It looks as if finished hypotheses were lost, and were no longer among the candidates in "
        "the round after their end mark. Where does a finished hypothesis wait?",
    ),
    Mistake(
        "beam_search",
        "stops_at_the_first_end",
        {
            "        beam = candidates[:width]\n": (
                "        beam = candidates[:width]\n"
                "        if any(each[1][-1] == eos for each in beam):\n"
                "            break\n"
            )
        },
        "It looks as if the search stopped early, when one hypothesis is finished. Another one, a "
        "little longer, may be the better one at the end. When is there nothing left to wait for?",
    ),
    Mistake(
        "beam_search",
        "one_continuation_each",
        {
            "enumerate(log_y_hat)": "[(int(np.argmax(log_y_hat)), max(log_y_hat))]",
        },
        "It looks as if each hypothesis went on with its likeliest token only. Of two good texts "
        "that begin alike, one is lost then. How many candidates come out of one hypothesis?",
    ),
    Mistake(
        "beam_search",
        "last_token_decides",
        {"score + float(log_p)": "float(log_p)"},
        "It looks as if hypotheses were compared by their last token alone, so that a bad "
        "beginning is forgiven at once. What does the score of a hypothesis consist of?",
    ),
    Mistake(
        "beam_search",
        "worst_kept",
        {", reverse=True": ""},
        "It looks as if the candidates with the lowest scores were kept. Log-probabilities are "
        "negative. Which of two hypotheses is better, one with −1 or one with −5?",
    ),
    Mistake(
        "beam_search",
        "state_not_carried",
        {"[*tokens, token], after)": "[*tokens, token], before)"},
        "It looks as if each hypothesis went on, after its first token, from the state that it "
        "had before it read. What does step hand back, besides the log-probabilities?",
    ),
    Mistake(
        "beam_search",
        "same_state_for_all",
        {
            "step(before, tokens": "step(state, tokens",
            "        for score, tokens, before in beam": (
                "        state = beam[0][2]\n        for score, tokens, before in beam"
            ),
        },
        "It looks as if the hypotheses shared one state. But each has read other tokens, and so "
        "remembers something else. What has to be kept with each hypothesis, besides its tokens "
        "and its score?",
    ),
    Mistake(
        "beam_search",
        "always_reads_bos",
        {"tokens[-1] if tokens else bos": "bos"},
        "It looks as if the decoder met the beginning mark at every step and never heard what a "
        "hypothesis has written. What does the decoder read at the second step?",
    ),
    Mistake(
        "beam_search",
        "length_ignored",
        {_BEST: "each[0]"},
        "It looks as if the largest score were chosen in the end as it is. Every further token "
        "makes a score smaller, so long texts have no chance then. Which argument makes no "
        "difference to your score?",
    ),
    Mistake(
        "beam_search",
        "length_in_every_round",
        {"key=lambda each: each[0], reverse": f"key=lambda each: {_BEST}, reverse"},
        "It looks as if the length counted in every round already, when it is decided whom to "
        "keep. What are candidates compared by in a round, and when does alpha come in?",
    ),
    Mistake(
        "beam_search",
        "divided_score_returned",
        {"return tokens, score": "return tokens, score / len(tokens) ** alpha"},
        "Your tokens are right. Your score is the one by which the choice at the end is made. "
        "Which score of the chosen hypothesis does the docstring ask for?",
    ),
    Mistake(
        "beam_search",
        "one_round_short",
        {"range(longest)": "range(longest - 1)"},
        "It looks as if one round less were made than is allowed. A text that needs all its room "
        "is cut off then, or loses to a shorter one. How long is a text after the first round?",
    ),
    Mistake(
        "beam_search",
        "end_left_out",
        {
            "    return tokens, score": (
                "    return [token for token in tokens if token != eos], score"
            )
        },
        "Your score is right. In your tokens the end mark is missing, although it was chosen and "
        "has its part in the score. What does the docstring say of the end mark?",
    ),
    Mistake(
        "beam_search",
        "finished_set_aside",
        {},
        "It looks as if a finished hypothesis were kept aside, where no later candidate can take "
        "its place. With whom do the Notes let a finished hypothesis compete in a later round?",
    ),
    Mistake(
        "beam_search",
        "unfinished_thrown_away",
        {},
        "It looks as if the choice in the end were among finished hypotheses only. One that the "
        "limit has cut off may be the best. What does the docstring say about the last token of "
        "the chosen hypothesis: must it be the end mark?",
    ),
    Mistake(
        "beam_search",
        "length_miscounted",
        {},
        "In the choice at the end it looks as if each score were divided by a length that is off "
        "by one. Which of the two marks, of the beginning and of the end, counts in the length of "
        "a hypothesis?",
    ),
    Mistake(
        "beam_search",
        "limit_ignored",
        {},
        "It looks as if the search ended when something is finished, and not after the rounds "
        "that it may make. Which argument says how long a text may become?",
    ),
    Mistake(
        "beam_search",
        "one_place_too_many",
        {"candidates[:width]": "candidates[: width + 1]"},
        "It looks as if the beam kept one candidate more in each round than it has places. How "
        "many hypotheses does the docstring keep after each step?",
    ),
    Mistake(
        "beam_search",
        "alpha_taken_for_one",
        {_BEST: "each[0] / len(each[1])"},
        "In the choice at the end it looks as if each score were divided by the length itself, "
        "whatever alpha is. What does the docstring do with alpha in that choice?",
    ),
    Mistake(
        "beam_search",
        "equals_lost",
        {},
        "It looks as if, of several hypotheses with equal scores, only one went on. Two different "
        "texts may be equally good. How can two such hypotheses be told apart?",
    ),
    Mistake(
        "beam_search",
        "first_round_not_pruned",
        {},
        "It looks as if the beam held more hypotheses after the first round than it has places. "
        "Which candidates are kept after each round, the first one included?",
    ),
]

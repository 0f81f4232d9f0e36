"""Wrong answers of chapter 11 as people write them, named ``exercise__mistake__form``."""

from collections.abc import Callable

import numpy as np

from solutions.rnn_backward import rnn_backward
from solutions.rnn_forward import rnn_forward


def encoder_state__reads_the_padding__h_held(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Holds what it writes down, and goes on with what it has computed."""
    state = np.zeros((x.shape[1], len(b_h)))
    h = np.zeros((len(x) + 1, *state.shape))
    for t in range(len(x)):
        state = np.tanh(x[t] @ W_xh + state @ W_hh + b_h)
        h[t + 1] = np.where(mask[t][:, None] > 0, state, h[t])
    return state, h[1:]


def encoder_state__zero_in_the_padding__last_row(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Reads all, clears the padding, and hands on the last row that anybody reaches."""
    h, _ = rnn_forward(x, np.zeros((x.shape[1], len(b_h))), W_xh, W_hh, b_h)
    h = h * mask[..., None]
    return h[int(mask.sum(axis=0).max()) - 1], h


def encoder_state__mask_on_the_input_only__and_the_bias(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """In the padding, the state goes through its own matrix alone."""
    state, h = np.zeros((x.shape[1], len(b_h))), []
    for x_t, m in zip(x, mask[:, :, None], strict=True):
        state = np.tanh(m * (x_t @ W_xh + b_h) + state @ W_hh)
        h.append(state)
    return state, np.array(h)


def encoder_state__stops_with_the_shortest__and_holds(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Moves where all sequences are real, and holds all of them from there on."""
    state, h = np.zeros((x.shape[1], len(b_h))), []
    for t in range(len(x)):
        if mask[t].all():
            state = np.tanh(x[t] @ W_xh + state @ W_hh + b_h)
        h.append(state)
    return state, np.stack(h)


def encoder_state__one_step_early__by_counting_down(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Takes the state in front of the last real step; where that is the first, a zero state."""
    state = np.zeros((x.shape[1], len(b_h)))
    h = [state]
    for t in range(len(x)):
        moved = np.tanh(x[t] @ W_xh + h[-1] @ W_hh + b_h)
        h.append(np.where(mask[t][:, None] == 1, moved, h[-1]))
    h = np.array(h)
    return h[mask.sum(axis=0).astype(int) - 1, np.arange(x.shape[1])], h[1:]


def encoder_state__mean_of_the_states__over_the_box(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mean over all steps, those in which a state was held included."""
    state, h = np.zeros((x.shape[1], len(b_h))), []
    for x_t, m in zip(x, mask[:, :, None], strict=True):
        state = m * np.tanh(x_t @ W_xh + state @ W_hh + b_h) + (1 - m) * state
        h.append(state)
    return np.mean(h, axis=0), np.array(h)


def teacher_forcing__shifted_the_other_way__comes_round(
    state: np.ndarray,
    target: np.ndarray,
    bos: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rolls the target up, so that its first token is read last."""
    read = np.roll(target, -1, axis=0)
    h, _ = rnn_forward(np.eye(len(W_xh))[read], state, W_xh, W_hh, b_h)
    return read, h, h @ W_hy + b_y


def teacher_forcing__reads_its_own__and_says_so(
    state: np.ndarray,
    target: np.ndarray,
    bos: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Goes on with the likeliest token at every step, and hands back what it has read."""
    read, h, logits = [np.full(target.shape[1], bos)], [], []
    for _ in target:
        state = np.tanh(W_xh[read[-1]] + state @ W_hh + b_h)
        h.append(state)
        logits.append(state @ W_hy + b_y)
        read.append(logits[-1].argmax(axis=1))
    return np.array(read[:-1]), np.array(h), np.array(logits)


def teacher_forcing__not_shifted__steps_are(
    state: np.ndarray,
    target: np.ndarray,
    bos: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Reads <BOS> and then the whole target, and drops the first state."""
    steps = np.concatenate([np.full_like(target[:1], bos), target])
    h, _ = rnn_forward(np.eye(len(W_xh))[steps], state, W_xh, W_hh, b_h)
    return steps[1:], h[1:], h[1:] @ W_hy + b_y


def encoder_decoder_backward__into_every_step__mean_over_the_box(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Shares dstate out evenly among all steps, padding or not."""
    x, _, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    shares = np.repeat(dstate[None] / len(h), len(h), axis=0)
    _, _, *encoder = rnn_backward(shares, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__into_the_last_row__padding_waits(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Own loop: waits in the padding, but adds up what the padding says to the weights."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    back, before = dstate, np.concatenate([0 * h[:1], h[:-1]])
    dW_xh, dW_hh, db_h = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(len(W_hh))
    for t in reversed(range(len(x))):
        dz = back * (1 - h[t] ** 2)
        dW_xh += x[t].T @ dz
        dW_hh += before[t].T @ dz
        db_h += dz.sum(axis=0)
        back = np.where(mask[t][:, None] == 1, dz @ W_hh.T, back)
    return dstate, dW_xh, dW_hh, db_h, *decoder


def encoder_decoder_backward__into_the_last_row__that_anybody_reaches(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """The row at which the longest source ends, for all sources."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    dh_encoder = np.zeros_like(h)
    dh_encoder[int(mask.sum(axis=0).max()) - 1] = dstate
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__short_sources_forgotten__cleared(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Gives dstate to the last row, and then clears the padding."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    dh_encoder = np.zeros(h.shape)
    dh_encoder[-1] = dstate
    dh_encoder *= mask[:, :, None]
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__one_step_late__stops_at_the_box(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Takes the length for the last real step, or the last row where there is no such row."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    dh_encoder = np.zeros_like(h)
    at = np.minimum(mask.sum(axis=0).astype(int), len(h) - 1)
    dh_encoder[at, np.arange(len(at))] = dstate
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__into_whole_rows__one_index(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Chooses rows only: each row in which some source ends gets all of dstate."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    dh_encoder = np.zeros_like(h)
    dh_encoder[mask.sum(axis=0).astype(int) - 1] = dstate
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__one_step_early__first_step_stays(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """One step before each source's end, but not before the first step."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    dh_encoder = np.zeros_like(h)
    for n, length in enumerate(mask.sum(axis=0).astype(int)):
        dh_encoder[max(length - 2, 0), n] = dstate[n]
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__all_losses_summed__mean(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Takes the mean of all steps' own losses for dstate."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, _, *decoder = rnn_backward(dh, decoder_cache)
    dstate = dh.mean(axis=0)
    dh_encoder, last = np.zeros_like(h), mask.sum(axis=0).astype(int) - 1
    dh_encoder[last, range(len(last))] = dstate
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__first_loss_for_dstate__added_to_it(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Adds the first step's own loss once more to what comes back."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    dstate = dstate + dh[0]
    dh_encoder, last = np.zeros_like(h), mask.sum(axis=0).astype(int) - 1
    dh_encoder[last, range(len(last))] = dstate
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def encoder_decoder_backward__first_loss_for_dstate__on_the_way_in(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Hands the right dstate back, and the first step's own loss with it to the encoder."""
    x, mask, W_xh, W_hh, h = encoder_cache
    _, dstate, *decoder = rnn_backward(dh, decoder_cache)
    dh_encoder, last = np.zeros_like(h), mask.sum(axis=0).astype(int) - 1
    dh_encoder[last, range(len(last))] = dstate + dh[0]
    _, _, *encoder = rnn_backward(dh_encoder, (x, 0 * dstate, W_xh, W_hh, h))
    return dstate, *encoder, *decoder


def greedy_decode__bos_written__in_front(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Decodes as it should, and puts <BOS> in front."""
    tokens, score = [bos], 0.0
    for _ in range(longest):
        log_p, state = step(state, tokens[-1])
        tokens.append(int(log_p.argmax()))
        score += float(log_p.max())
        if tokens[-1] == eos:
            break
    return tokens, score


def greedy_decode__another_end__number_one(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Stops at token 1, whatever <EOS> is."""
    tokens, score, token = [], 0.0, bos
    while len(tokens) < longest:
        log_p, state = step(state, token)
        token = int(np.argmax(log_p))
        tokens.append(token)
        score += float(log_p[token])
        if token == 1:
            break
    return tokens, score


def greedy_decode__another_end__number_zero(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Stops at token 0, whatever <EOS> is."""
    tokens, score, token = [], 0.0, bos
    while len(tokens) < longest:
        log_p, state = step(state, token)
        token = int(np.argmax(log_p))
        tokens.append(token)
        score += float(log_p[token])
        if not token:
            break
    return tokens, score


def greedy_decode__end_never_chosen__left_out_of_the_choice(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Chooses among all tokens but <EOS>."""
    tokens, score, token = [], 0.0, bos
    while token != eos and len(tokens) < longest:
        log_p, state = step(state, token)
        others = [v for v in range(len(log_p)) if v != eos]
        token = max(others, key=lambda v: log_p[v])
        tokens.append(token)
        score += float(log_p[token])
    return tokens, score


def greedy_decode__end_left_out__before_it_is_counted(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Leaves the loop before <EOS> is written and scored."""
    tokens, score, token = [], 0.0, bos
    while len(tokens) < longest:
        log_p, state = step(state, token)
        token = int(np.argmax(log_p))
        if token == eos:
            break
        tokens.append(token)
        score += float(log_p[token])
    return tokens, score


def greedy_decode__end_not_noticed__cut_afterwards(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Writes up to the limit, and cuts the tokens behind <EOS>, but not the score."""
    tokens, score, token = [], 0.0, bos
    for _ in range(longest):
        log_p, state = step(state, token)
        token = int(np.argmax(log_p))
        tokens.append(token)
        score += float(log_p[token])
    return tokens[: tokens.index(eos) + 1] if eos in tokens else tokens, score


def greedy_decode__log_probabilities_multiplied__from_one(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Multiplies what it should add."""
    tokens, score, token = [], 1.0, bos
    while token != eos and len(tokens) < longest:
        log_p, state = step(state, token)
        token = int(np.argmax(log_p))
        tokens.append(token)
        score *= float(log_p[token])
    return tokens, score


def beam_search__unfinished_thrown_away__if_any_is_finished(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """At the end chooses among the finished hypotheses, if there are any."""
    beam = [(0.0, [bos], state)]
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            if len(tokens) > 1 and tokens[-1] == eos:
                grown.append((score, tokens, before))
                continue
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]
    done = [each for each in beam if each[1][-1] == eos]
    score, tokens, _ = max(done or beam, key=lambda each: each[0] / (len(each[1]) - 1) ** alpha)
    return tokens[1:], score


def beam_search__finished_set_aside__beam_stays_full(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Finished hypotheses go into a list of their own, and take no place in the beam."""
    beam, done = [(0.0, [bos], state)], []
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        grown.sort(key=lambda each: -each[0])
        beam = []
        for each in grown:
            (done if each[1][-1] == eos else beam).append(each)
            if len(beam) == width:
                break
    score, tokens, _ = max(done + beam, key=lambda each: each[0] / (len(each[1]) - 1) ** alpha)
    return tokens[1:], score


def beam_search__finished_set_aside__beam_shrinks(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """A finished hypothesis is kept for good, and the beam has one place less from then on."""
    beam, done = [(0.0, [bos], state)], []
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        kept = sorted(grown, key=lambda each: -each[0])[: width - len(done)]
        done += [each for each in kept if each[1][-1] == eos]
        beam = [each for each in kept if each[1][-1] != eos]
    score, tokens, _ = max(done + beam, key=lambda each: each[0] / (len(each[1]) - 1) ** alpha)
    return tokens[1:], score


def beam_search__finished_set_aside__until_there_are_enough(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Collects finished hypotheses until there are ``width``, and chooses among them."""
    beam, done = [(0.0, [bos], state)], []
    while beam and len(done) < width and len(beam[0][1]) <= longest:
        grown = []
        for score, tokens, before in beam:
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        grown.sort(key=lambda each: -each[0])
        done += [each for each in grown[:width] if each[1][-1] == eos]
        beam = [each for each in grown if each[1][-1] != eos][:width]
    rank = lambda each: each[0] / (len(each[1]) - 1) ** alpha  # noqa: E731
    score, tokens, _ = max(done or beam, key=rank)
    return tokens[1:], score


def beam_search__stops_at_the_first_end__and_takes_it(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Hands back the first hypothesis that is finished."""
    beam = [(0.0, [bos], state)]
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]
        for score, tokens, _ in beam:
            if tokens[-1] == eos:
                return tokens[1:], score
    score, tokens, _ = max(beam, key=lambda each: each[0] / (len(each[1]) - 1) ** alpha)
    return tokens[1:], score


def beam_search__stops_at_the_first_end__of_the_best(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Stops when the best hypothesis of the beam is finished."""
    beam = [(0.0, [bos], state)]
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            if len(tokens) > 1 and tokens[-1] == eos:
                grown.append((score, tokens, before))
                continue
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]
        if beam[0][1][-1] == eos:
            break
    score, tokens, _ = max(beam, key=lambda each: each[0] / (len(each[1]) - 1) ** alpha)
    return tokens[1:], score


def beam_search__length_miscounted__without_eos(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Counts the tokens that a reader sees: <EOS> is none."""
    beam = [(0.0, [bos], state)]
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            if len(tokens) > 1 and tokens[-1] == eos:
                grown.append((score, tokens, before))
                continue
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]

    def rank(each: tuple) -> float:
        length = sum(token != eos for token in each[1][1:])
        return each[0] / max(length, 1) ** alpha

    score, tokens, _ = max(beam, key=rank)
    return tokens[1:], score


def beam_search__one_continuation_each__after_the_first_round(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Begins with the best ``width`` tokens, and lets each go on with its likeliest one."""
    log_p, after = step(state, bos)
    texts = []
    for first in np.argsort(-log_p)[:width]:
        tokens, score, now = [int(first)], float(log_p[first]), after
        while tokens[-1] != eos and len(tokens) < longest:
            log_q, now = step(now, tokens[-1])
            tokens.append(int(log_q.argmax()))
            score += float(log_q.max())
        texts.append((tokens, score))
    return max(texts, key=lambda each: each[1] / len(each[0]) ** alpha)


def beam_search__same_state_for_all__one_variable(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """One state for the whole search, moved on by whichever hypothesis comes next."""
    beam: list[tuple[float, list[int]]] = [(0.0, [])]
    for _ in range(longest):
        grown = []
        for score, tokens in beam:
            if tokens and tokens[-1] == eos:
                grown.append((score, tokens))
                continue
            log_p, state = step(state, tokens[-1] if tokens else bos)
            grown += [(score + p, [*tokens, v]) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]
    score, tokens = max(beam, key=lambda each: each[0] / len(each[1]) ** alpha)
    return tokens, score


def beam_search__limit_ignored__until_the_best_is_finished(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Goes on until the best hypothesis is finished, at most forty rounds."""
    beam = [(0.0, [bos], state)]
    for _ in range(40):
        if len(beam[0][1]) > 1 and beam[0][1][-1] == eos:
            break
        grown = []
        for score, tokens, before in beam:
            if len(tokens) > 1 and tokens[-1] == eos:
                grown.append((score, tokens, before))
                continue
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]
    score, tokens, _ = max(beam, key=lambda each: each[0] / (len(each[1]) - 1) ** alpha)
    return tokens[1:], score


def greedy_decode__first_token_lost__read_before_the_loop(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int
) -> tuple[list[int], float]:
    """Reads <BOS> in front of the loop, and does not write down what comes out."""
    log_p, state = step(state, bos)
    tokens, score, token = [], 0.0, int(np.argmax(log_p))
    while token != eos and len(tokens) < longest:
        log_p, state = step(state, token)
        token = int(np.argmax(log_p))
        tokens.append(token)
        score += float(log_p[token])
    return tokens, score


def beam_search__equals_lost__found_by_score(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Keeps the hypotheses in a dictionary by their scores: of two equal ones, the later."""
    beam: dict[float, tuple] = {0.0: ([bos], state)}
    for _ in range(longest):
        grown = {}
        for score, (tokens, before) in beam.items():
            if len(tokens) > 1 and tokens[-1] == eos:
                grown[score] = tokens, before
                continue
            log_p, after = step(before, tokens[-1])
            grown |= {score + p: ([*tokens, v], after) for v, p in enumerate(log_p.tolist())}
        beam = {score: grown[score] for score in sorted(grown, reverse=True)[:width]}
    score = max(beam, key=lambda each: each / (len(beam[each][0]) - 1) ** alpha)
    return beam[score][0][1:], score


def beam_search__equals_lost__first_of_them(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Looks the best scores up in a list, and finds the first of two equal ones twice."""
    beam = [(0.0, [bos], state)]
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            if len(tokens) > 1 and tokens[-1] == eos:
                grown.append((score, tokens, before))
                continue
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        scores = [each[0] for each in grown]
        beam = [grown[scores.index(score)] for score in sorted(scores, reverse=True)[:width]]
    score, tokens, _ = max(beam, key=lambda each: each[0] / (len(each[1]) - 1) ** alpha)
    return tokens[1:], score


def beam_search__first_round_not_pruned__all_beginnings_kept(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Makes the first round in front of the loop, and keeps every beginning."""
    log_p, after = step(state, bos)
    beam = [(float(p), [v], after) for v, p in enumerate(log_p)]
    for _ in range(longest - 1):
        grown = []
        for score, tokens, before in beam:
            if tokens[-1] == eos:
                grown.append((score, tokens, before))
                continue
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]
    score, tokens, _ = max(beam, key=lambda each: each[0] / len(each[1]) ** alpha)
    return tokens, score


def beam_search_that_counts_bos(
    step: Callable, state: np.ndarray, bos: int, eos: int, longest: int, width: int, alpha: float
) -> tuple[list[int], float]:
    """Keeps <BOS> in front of the tokens, and counts it."""
    beam = [(0.0, [bos], state)]
    for _ in range(longest):
        grown = []
        for score, tokens, before in beam:
            if len(tokens) > 1 and tokens[-1] == eos:
                grown.append((score, tokens, before))
                continue
            log_p, after = step(before, tokens[-1])
            grown += [(score + p, [*tokens, v], after) for v, p in enumerate(log_p.tolist())]
        beam = sorted(grown, key=lambda each: -each[0])[:width]
    score, tokens, _ = max(beam, key=lambda each: each[0] / len(each[1]) ** alpha)
    return tokens[1:], score

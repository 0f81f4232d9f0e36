"""Right answers of chapter 11 in other words."""

from collections.abc import Callable

import numpy as np


def encoder_state__one_by_one(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, list]:
    """Each sequence by itself, cut at its end; the last state repeated; a list of rows."""
    T, N, _ = x.shape
    h = [[None] * N for _ in range(T)]
    for n in range(N):
        state = np.zeros(len(b_h))
        for t in range(T):
            if mask[t, n]:
                state = np.tanh(W_xh.T @ x[t, n] + W_hh.T @ state + b_h)
            h[t][n] = state
    return np.array(h[-1]), h


def encoder_state__picked(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> list[np.ndarray]:
    """Read everything, pick the states at the ends, and write them over the padding."""
    h, last = [], mask.sum(axis=0).astype(int) - 1
    for x_t in x:
        before = h[-1] if h else np.zeros((x.shape[1], len(W_hh)))
        both = np.hstack([before, x_t, np.ones((len(x_t), 1))])
        h.append(np.tanh(both @ np.vstack([W_hh, W_xh, b_h])))
    h = np.array(h)
    state = h[last, np.arange(len(last))]
    return [state, np.where(mask[:, :, None] > 0, h, state)]


def encoder_state__mixed(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Moved and not moved, mixed by the mask; the sums over the inputs beforehand."""
    inputs = np.einsum("tnd,dh->tnh", x, W_xh) + b_h
    h = np.zeros((len(x) + 1, *inputs.shape[1:]))
    for t, m in enumerate(mask[:, :, np.newaxis]):
        h[t + 1] = m * np.tanh(inputs[t] + h[t] @ W_hh) + (1 - m) * h[t]
    return h[-1], h[1:]


def teacher_forcing__one_hot(
    state: np.ndarray,
    target: np.ndarray,
    bos: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One-hot vectors and a product in place of rows; a copy that is moved by one step."""
    read = target.copy()
    read[1:], read[0] = target[:-1], bos
    x = np.eye(len(W_xh))[read]
    h = np.zeros((*read.shape, len(W_hh)))
    for u in range(len(read)):
        h[u] = np.tanh(x[u] @ W_xh + (h[u - 1] if u else state) @ W_hh + b_h)
    return read, h, np.einsum("unh,hv->unv", h, W_hy) + b_y


def teacher_forcing__lists(
    state: np.ndarray,
    target: np.ndarray,
    bos: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[list, list, list]:
    """Lists of steps; the logits inside the loop."""
    U, N = target.shape
    read = [[bos] * N] + [list(target[u]) for u in range(U - 1)]
    h, logits = [], []
    for row in read:
        before = h[-1] if h else state
        h.append(np.tanh(np.array([W_xh[token] for token in row]) + before @ W_hh + b_h))
        logits.append(h[-1] @ W_hy + b_y)
    return read, h, logits


def teacher_forcing__rolled(
    state: np.ndarray,
    target: np.ndarray,
    bos: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
) -> list[np.ndarray]:
    """Turned by one step, with <BOS> written over what came round."""
    read = np.roll(target, 1, axis=0)
    read[0, :] = bos
    states, inputs = [state], W_xh[read] + b_h
    for x_u in inputs:
        states.append(np.tanh(x_u + states[-1].dot(W_hh)))
    h = np.stack(states[1:])
    return [read, h, np.tensordot(h, W_hy, axes=1) + b_y]


def encoder_decoder_backward__in_one_walk(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> tuple[np.ndarray, ...]:
    """Both loops written out; in the padding the gradient waits."""
    x, mask, V_xh, V_hh, g = encoder_cache
    y, h_0, W_xh, W_hh, h = decoder_cache
    dW_xh, dW_hh, db_h = np.zeros_like(W_xh), np.zeros_like(W_hh), np.zeros(len(W_hh))
    carried = np.zeros_like(h_0)
    for u in range(len(y) - 1, -1, -1):
        dz = (dh[u] + carried) * (1 - h[u] ** 2)
        dW_xh += y[u].T @ dz
        dW_hh += (h[u - 1] if u else h_0).T @ dz
        db_h += dz.sum(axis=0)
        carried = dz @ W_hh.T
    dstate = carried
    dV_xh, dV_hh, da_h = np.zeros_like(V_xh), np.zeros_like(V_hh), np.zeros(len(V_hh))
    for t in range(len(x) - 1, -1, -1):
        m = mask[t][:, None]
        dz = m * carried * (1 - g[t] ** 2)
        dV_xh += x[t].T @ dz
        dV_hh += (g[t - 1] if t else np.zeros_like(h_0)).T @ dz
        da_h += dz.sum(axis=0)
        carried = dz @ V_hh.T + (1 - m) * carried
    return dstate, dV_xh, dV_hh, da_h, dW_xh, dW_hh, db_h


def encoder_decoder_backward__each_by_itself(
    dh: np.ndarray, encoder_cache: tuple, decoder_cache: tuple
) -> list[np.ndarray]:
    """Every pair by itself, as one long sequence with other weights from the joint on."""
    x, mask, V_xh, V_hh, g = encoder_cache
    y, h_0, W_xh, W_hh, h = decoder_cache
    weights = (V_xh, V_hh, g[0, 0], W_xh, W_hh, h[0, 0])
    total = [np.zeros_like(h_0), *(np.zeros_like(W) for W in weights)]
    for n in range(len(h_0)):
        T = int(mask[:, n].sum())
        inputs = [*x[:T, n], *y[:, n]]
        states = [np.zeros_like(h_0[n]), *g[:T, n], *h[:, n]]
        own, back = [np.zeros_like(h_0[n])] * T + [*dh[:, n]], np.zeros_like(h_0[n])
        for k in reversed(range(len(inputs))):
            if k == T - 1:
                total[0][n] = back
            dz, first = (own[k] + back) * (1 - states[k + 1] ** 2), 1 if k < T else 4
            total[first] += np.outer(inputs[k], dz)
            total[first + 1] += np.outer(states[k], dz)
            total[first + 2] += dz
            back = weights[first] @ dz
    return total


def greedy_decode__for(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
) -> list:
    """A loop that is broken off; NumPy integers, and a list of results."""
    tokens, scores = [bos], []
    for _ in range(longest):
        log_y_hat, state = step(state, tokens[-1])
        tokens.append(log_y_hat.argmax())
        scores.append(log_y_hat.max())
        if tokens[-1] == eos:
            break
    return [np.array(tokens[1:]), np.sum(scores)]


def greedy_decode__recursive(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
) -> tuple[list[int], float]:
    """The rest is what greed writes after the first token."""

    def write(state: np.ndarray, token: int, room: int) -> tuple[list[int], float]:
        log_y_hat, state = step(state, token)
        best = max(range(len(log_y_hat)), key=lambda v: log_y_hat[v])
        done = best == eos or room == 1
        rest, score = ([], 0.0) if done else write(state, best, room - 1)
        return [best, *rest], log_y_hat[best] + score

    return write(state, bos, longest)


def greedy_decode__sorted(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
) -> tuple[tuple, float]:
    """Probabilities multiplied, and their logarithm at the end; a tuple of tokens."""
    tokens, p, read = (), 1.0, bos
    while len(tokens) < longest:
        log_y_hat, state = step(state, read)
        read = int(np.argsort(log_y_hat)[-1])
        p *= np.exp(log_y_hat[read])
        tokens += (read,)
        if read == eos:
            return tokens, np.log(p)
    return tokens, np.log(p)


def beam_search__arrays(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
    width: int,
    alpha: float,
) -> tuple[list[int], np.ndarray]:
    """A table of candidates a round, by argsort; a finished row has one finite entry."""
    rows, states, scores = [[bos]], [state], np.zeros(1)
    for _ in range(longest):
        table = []
        for k, row in enumerate(rows):
            if len(row) > 1 and row[-1] == eos:
                V = len(table[-1]) if table else len(step(states[k], bos)[0])
                table.append(np.where(np.arange(V) == eos, scores[k], -np.inf))
            else:
                log_y_hat, states[k] = step(states[k], row[-1])
                table.append(scores[k] + log_y_hat)
        table = np.array(table)
        best = [place for place in np.argsort(-table, axis=None) if table.flat[place] > -np.inf]
        places = [np.unravel_index(place, table.shape) for place in best[:width]]
        done = [len(row) > 1 and row[-1] == eos for row in rows]
        rows = [rows[k] if done[k] else [*rows[k], int(v)] for k, v in places]
        states, scores = [states[k] for k, _ in places], np.array([table[p] for p in places])
    k = np.argmax(scores / np.array([len(row) - 1.0 for row in rows]) ** alpha)
    return rows[k][1:], scores[k]


def beam_search__read_again(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
    width: int,
    alpha: float,
) -> tuple[tuple[int, ...], float]:
    """No state is kept: each hypothesis is read from the beginning, in a dict of scores."""

    def expect(tokens: tuple[int, ...]) -> np.ndarray:
        now = state
        for token in (bos, *tokens):
            log_y_hat, now = step(now, token)
        return log_y_hat

    beam = {(): 0.0}
    while any(eos not in tokens and len(tokens) < longest for tokens in beam):
        longer = {}
        for tokens, score in beam.items():
            if eos in tokens:
                longer[tokens] = score
            else:
                longer |= {(*tokens, v): score + p for v, p in enumerate(expect(tokens))}
        kept = sorted(longer, key=longer.get)[-width:]
        beam = {tokens: longer[tokens] for tokens in kept}
    best = max(beam, key=lambda tokens: beam[tokens] / len(tokens) ** alpha)
    return best, beam[best]


def beam_search__heap(
    step: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray]],
    state: np.ndarray,
    bos: int,
    eos: int,
    longest: int,
    width: int,
    alpha: float,
) -> list:
    """The best of a generator, with negative scores as costs; it stops when all are done."""
    import heapq

    def grow(each: tuple) -> list[tuple]:
        cost, tokens, before, done = each
        if done:
            return [each]
        log_y_hat, after = step(before, tokens[-1])
        return [(cost - p, [*tokens, v], after, v == eos) for v, p in enumerate(log_y_hat)]

    beam = [(0.0, [bos], state, False)]
    for _ in range(longest):
        if all(done for *_, done in beam):
            break
        grown = (new for each in beam for new in grow(each))
        beam = heapq.nsmallest(width, grown, key=lambda each: each[0])
    cost, tokens, *_ = min(beam, key=lambda each: each[0] * (len(each[1]) - 1) ** -alpha)
    return [tokens[1:], -cost]

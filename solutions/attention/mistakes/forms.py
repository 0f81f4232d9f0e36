"""Wrong answers of chapter 13 as people write them, named ``exercise__mistake__form``."""

import numpy as np


def attention_scores__scale_of_another_axis__sequences(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """The root of the number of sequences, the axis in the middle."""
    return np.einsum("unh,tnh->unt", q, k) / np.sqrt(q.shape[1])


def attention_scores__scale_of_another_axis__written_steps(
    q: np.ndarray, k: np.ndarray
) -> np.ndarray:
    """The root of the number of steps that write: the length of q."""
    return np.einsum("unh,tnh->unt", q, k) / np.sqrt(len(q))


def attention_scores__scale_of_another_axis__of_the_result(
    q: np.ndarray, k: np.ndarray
) -> np.ndarray:
    """Takes the last axis of the scores for the units, and divides by it whole."""
    s = np.einsum("unh,tnh->unt", q, k)
    return s / s.shape[-1]


def attention_scores__scale_twice__by_h_twice(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Queries and keys each divided by H."""
    H = q.shape[-1]
    return np.einsum("unh,tnh->unt", q / H, k / H)


def attention_scores__scale_upside_down__by_h(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Multiplied by H, as if a mean had to be undone."""
    return np.einsum("unh,tnh->unt", q, k) * q.shape[-1]


def attention_scores__reshaped__both(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Both arrays given the shape (N, steps, H), and the product given the shape of s."""
    U, N, H = q.shape
    s = q.reshape(N, U, H) @ k.reshape(N, len(k), H).transpose(0, 2, 1)
    return s.reshape(U, N, len(k)) / np.sqrt(H)


def attention_scores__reshaped__the_result(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Right products, sequences first, and then another shape in place of other axes."""
    s = np.einsum("unh,tnh->nut", q, k) / np.sqrt(q.shape[-1])
    return s.reshape(len(q), q.shape[1], len(k))


def attention_scores__other_sequences__keys_of_the_first(
    q: np.ndarray, k: np.ndarray
) -> np.ndarray:
    """Compares every sequence with the keys of the first one."""
    return np.einsum("unh,th->unt", q, k[:, 0]) / np.sqrt(q.shape[-1])


def attention_scores__other_sequences__queries_summed(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Sums the queries of all sequences before it compares them."""
    s = np.einsum("umh,tnh->unt", q, k)
    return s / np.sqrt(q.shape[-1])


def attention_scores__cosine__and_scaled(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Unit vectors, and the root as well."""
    q = q / np.linalg.norm(q, axis=-1, keepdims=True)
    k = k / np.linalg.norm(k, axis=-1, keepdims=True)
    return np.einsum("unh,tnh->unt", q, k) / np.sqrt(q.shape[-1])


def attention_scores__already_weights__over_everything(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """A softmax over the whole array."""
    e = np.exp(np.einsum("unh,tnh->unt", q, k) / np.sqrt(q.shape[-1]))
    return e / e.sum()


def attention_scores__already_weights__over_written_steps(
    q: np.ndarray, k: np.ndarray
) -> np.ndarray:
    """A softmax over the first axis."""
    e = np.exp(np.einsum("unh,tnh->unt", q, k) / np.sqrt(q.shape[-1]))
    return e / e.sum(axis=0)


def attention_scores__already_weights__squashed(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """Each score through a sigmoid."""
    s = np.einsum("unh,tnh->unt", q, k) / np.sqrt(q.shape[-1])
    return 1 / (1 + np.exp(-s))


def attention_scores__lowered_to_the_largest__of_all(q: np.ndarray, k: np.ndarray) -> np.ndarray:
    """The largest of all scores taken from each."""
    s = np.einsum("unh,tnh->unt", q, k) / np.sqrt(q.shape[-1])
    return s - s.max()


def attention_weights__over_written_steps__filled(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """A number far below in place of −∞, so that padding gets even shares over what is written."""
    s = np.where(mask.T == 1, s, -1e9)
    e = np.exp(s - s.max(axis=0))
    return e / e.sum(axis=0)


def attention_weights__over_written_steps__cleared(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Over the steps that write, and the padding cleared afterwards."""
    e = np.exp(s - s.max(axis=0, keepdims=True))
    return mask.T * e / e.sum(axis=0, keepdims=True)


def attention_weights__over_the_batch__filled(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """A number far below in place of −∞."""
    s = np.where(mask.T == 1, s, -1e9)
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def attention_weights__over_the_batch__cleared(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Over the sequences, and the padding cleared afterwards."""
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return mask.T * e / e.sum(axis=1, keepdims=True)


def attention_weights__over_everything__of_one_step(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """One sum for all sequences of a step that writes."""
    real = np.where(mask.T == 1, s, -np.inf)
    e = np.exp(real - real.max(axis=(1, 2), keepdims=True))
    return e / e.sum(axis=(1, 2), keepdims=True)


def attention_weights__over_everything__of_one_sequence(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """One sum for all steps that write of a sequence."""
    real = np.where(mask.T == 1, s, -np.inf)
    e = np.exp(real - real.max(axis=(0, 2), keepdims=True))
    return e / e.sum(axis=(0, 2), keepdims=True)


def attention_weights__mask_times_scores__and_cleared(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Score 0 in the padding, and the padding cleared after the softmax."""
    s = s * mask.T
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return mask.T * e / e.sum(axis=-1, keepdims=True)


def attention_weights__mask_times_scores__after_the_shift(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Shifted first, then multiplied: the padding is as good as the best."""
    s = (s - s.max(axis=-1, keepdims=True)) * mask.T
    e = np.exp(s)
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__fill_not_low_enough__minus_ten(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Puts −10 where there is padding."""
    s = np.where(mask.T == 1, s, -10.0)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__fill_not_low_enough__minus_a_hundred(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Puts −100 where there is padding: right for scores near zero."""
    s = np.where(mask.T == 1, s, -100.0)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__fill_not_low_enough__added(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Adds −100 in the padding, which large scores there make up for."""
    s = s - 100.0 * (1 - mask.T)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__fill_not_low_enough__smallest_score(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Puts the smallest of all scores where there is padding."""
    s = np.where(mask.T == 1, s, s.min())
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__mask_inverted__filled(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """As torch's masks are, True where nothing may be seen, with a number far below."""
    s = np.where(mask.T == 1, -1e9, s)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__mask_inverted__added(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Adds a number far below where the mask is 1."""
    s = s + mask.T * -1e9
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__mask_by_columns__divided_again(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """The mask given the shape (N, T), after the softmax, and each row divided anew."""
    e = np.exp(s - s.max(axis=-1, keepdims=True)) * mask.reshape(s.shape[1:])
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__not_normalised__no_shift(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Times the mask, and never divided."""
    return np.exp(s) * mask.T


def attention_weights__no_shift__kept_from_zero(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """A small number below the line, so that nothing is divided by zero."""
    e = np.exp(np.where(mask.T == 1, s, -np.inf))
    return e / (e.sum(axis=-1, keepdims=True) + 1e-300)


def attention_weights__no_shift__zero_for_nan(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Zero where no number comes out."""
    e = np.exp(s) * mask.T
    return np.nan_to_num(e / e.sum(axis=-1, keepdims=True))


def attention_weights__mask_of_the_first__longest(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Hides what no sequence has, and nothing else."""
    s = np.where(np.arange(s.shape[-1]) < mask.sum(axis=0).max(), s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__no_shift__clipped(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Scores cut off at ±500, where exp still has a value."""
    e = np.exp(np.clip(s, -500, 500)) * mask.T
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__one_shift_for_all__of_the_sequence(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """One largest score for each sequence, over all steps that write and the padding."""
    e = np.exp(s - s.max(axis=(0, 2), keepdims=True)) * mask.T
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__mean_below_the_line__of_the_real(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Divides by the mean over the real steps."""
    real = np.where(mask.T == 1, s, -np.inf)
    e = np.exp(real - real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) * mask.sum(axis=0)[:, None]


def attention_weights__mean_below_the_line__divided_twice(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Divides by the number of real steps as well."""
    real = np.where(mask.T == 1, s, -np.inf)
    e = np.exp(real - real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True) / mask.sum(axis=0)[:, None]


def attention_weights__scaled_again__by_the_sequences(
    s: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Divides the scores by √N."""
    real = np.where(mask.T == 1, s / np.sqrt(s.shape[1]), -np.inf)
    e = np.exp(real - real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights__scaled_again__base_two(s: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Powers of 2 in place of exp."""
    real = np.where(mask.T == 1, s, -np.inf)
    e = 2.0 ** (real - real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_context__averaged__over_the_real(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Divides by the number of steps that have any weight."""
    return np.einsum("unt,tnh->unh", a, v) / (a > 0).sum(axis=-1, keepdims=True)


def attention_context__unweighted__sum(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Adds up all values."""
    return np.ones((len(a), 1, 1)) * v.sum(axis=0)


def attention_context__unweighted__mean_of_the_real(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The mean of all values with any weight."""
    real = (a > 0) / (a > 0).sum(axis=-1, keepdims=True)
    return np.einsum("unt,tnh->unh", real, v)


def attention_context__unweighted__first_row_for_all(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The weights of the first step that writes, at every step."""
    return np.einsum("nt,tnh->nh", a[0], v) * np.ones((len(a), 1, 1))


def attention_context__other_sequences__weights_of_the_first(
    a: np.ndarray, v: np.ndarray
) -> np.ndarray:
    """The weights of the first sequence, for all."""
    return np.einsum("ut,tnh->unh", a[:, 0], v)


def attention_context__other_sequences__values_of_the_first(
    a: np.ndarray, v: np.ndarray
) -> np.ndarray:
    """The values of the first sequence, for all."""
    return a @ v[:, 0]


def attention_context__other_sequences__weights_summed(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Sums the weights of all sequences first."""
    return np.einsum("umt,tnh->unh", a, v)


def attention_context__reshaped__both(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Both arrays given a shape with sequences first, and the product that of c."""
    U, N, T = a.shape
    c = a.reshape(N, U, T) @ v.reshape(N, T, -1)
    return c.reshape(U, N, -1)


def attention_context__reshaped__the_result(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """A right product, sequences first, and then another shape in place of other axes."""
    c = a.transpose(1, 0, 2) @ v.transpose(1, 0, 2)
    return c.reshape(a.shape[0], a.shape[1], -1)


def attention_context__shared_anew__softmax(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """A softmax over the weights."""
    e = np.exp(a)
    return np.einsum("unt,tnh->unh", e / e.sum(axis=-1, keepdims=True), v)


def attention_context__shared_anew__over_the_batch(a: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Weights divided by their sum over the sequences."""
    return np.einsum("unt,tnh->unh", a / np.maximum(a.sum(axis=1, keepdims=True), 1e-12), v)


def attention_weights_backward__sum_not_weighted__mean(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """Takes the plain mean of the row from it."""
    return a * (da - da.mean(axis=-1, keepdims=True))


def attention_weights_backward__sum_not_weighted__largest(
    da: np.ndarray, a: np.ndarray
) -> np.ndarray:
    """Takes the largest entry of the row from it, as the way forward did."""
    return a * (da - da.max(axis=-1, keepdims=True))


def attention_weights_backward__over_the_batch__mean(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """The mean over the sequences."""
    return a * (da - (da * a).mean(axis=1, keepdims=True))


def attention_weights_backward__over_everything__of_one_step(
    da: np.ndarray, a: np.ndarray
) -> np.ndarray:
    """One sum for all sequences of a step that writes."""
    return a * (da - (da * a).sum(axis=(1, 2), keepdims=True))


def attention_weights_backward__over_everything__of_one_sequence(
    da: np.ndarray, a: np.ndarray
) -> np.ndarray:
    """One sum for all steps that write."""
    return a * (da - (da * a).sum(axis=(0, 2), keepdims=True))


def attention_weights_backward__sum_not_times_a__in_the_row(
    da: np.ndarray, a: np.ndarray
) -> np.ndarray:
    """The sum times the weights once more, in place of once."""
    return a * da - a * a * (da * a).sum(axis=-1, keepdims=True)


def attention_weights_backward__as_after_cross_entropy__the_other_way(
    da: np.ndarray, a: np.ndarray
) -> np.ndarray:
    """The other way round: da minus a."""
    return da - a


def attention_weights_backward__sign__of_both(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """Both signs exchanged."""
    return a * ((da * a).sum(axis=-1, keepdims=True) - da)


def attention_weights_backward__sign__jacobian_added(da: np.ndarray, a: np.ndarray) -> np.ndarray:
    """diag(a) + a aᵀ for each row."""
    jacobian = np.eye(a.shape[-1]) * a[..., None] + a[..., None] * a[..., None, :]
    return -np.einsum("unij,unj->uni", jacobian, da)


def attention_weights_backward__of_the_logarithm__of_the_row(
    da: np.ndarray, a: np.ndarray
) -> np.ndarray:
    """The gradient of the logarithm, with a weighted sum."""
    return da - a * (a * da).sum(axis=-1, keepdims=True)


def attention_backward__scale_missing__in_dq(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The root in dk only."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k)
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", a, dc)


def attention_backward__scale_missing__in_dk(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The root in dq only."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q)
    return dq, dk, np.einsum("unt,unh->tnh", a, dc)


def attention_backward__scale_twice__by_h_twice(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divides by H at the scores, and again at each gradient."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = q.shape[-1] ** 2
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__scale_of_another_axis__sequences(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The root of the number of sequences."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__scale_of_another_axis__written_steps(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The root of the number of steps that write."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(len(q))
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__scale_upside_down__by_h(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Multiplied by H."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = 1 / q.shape[-1]
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__scale_in_dv__before_all(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divides dc at the beginning, by a root that only the scores have."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dc = dc / q.shape[-1]
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", a, dc)


def attention_backward__softmax_skipped__masked(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradient at the weights, cleared where there is no weight."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = da * (a > 0)
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__sum_missing__and_scale(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A score's own numerator only, without the root."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * da
    root = 1.0
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__own_weight_only__and_scale(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The slope of σ, without the root."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (1 - a) * da
    root = 1.0
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__over_another_axis__sequences(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sum over the batch."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__over_another_axis__everything(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One sum for all."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum())
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    return dq, dk, dv


def attention_backward__values_for_keys__both_exchanged(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keys where values belong, and values where keys belong."""
    da = np.einsum("unh,tnh->unt", dc, k)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, v) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", a, dc)


def attention_backward__dc_for_queries__both_exchanged(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Queries where dc belongs, and dc where queries belong."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, dc)
    return dq, dk, np.einsum("unt,unh->tnh", a, q)


def attention_backward__ds_for_weights__before_the_scale(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradient at the scores in all three, scaled for queries and keys only."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", ds, dc)


def attention_backward__ds_for_weights__da(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradient at the weights, where the weights belong."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", da, dc)


def attention_backward__weights_for_ds__in_dk(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights in dk only."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", a, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", a, dc)


def attention_backward__weights_for_ds__scaled(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights in dq and dk, and the root."""
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", a, k) / root
    dk = np.einsum("unt,unh->tnh", a, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", a, dc)


def attention_backward__dv_unweighted__mean(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The mean of dc over the steps that write."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, np.ones((len(v), 1, 1)) * dc.mean(axis=0)


def attention_backward__dv_unweighted__real(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sum of dc, where a step has any weight."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, np.einsum("unt,unh->tnh", 1.0 * (a > 0), dc)


def attention_backward__dk_is_dv__of_the_keys(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradient of the keys, handed back twice."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = dv = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, dv


def attention_backward__dk_and_dv_added__in_dv(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sum in place of dv."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk, dk + np.einsum("unt,unh->tnh", a, dc)


def attention_backward__dk_and_dv_added__in_dk(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sum in place of dk."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dv = np.einsum("unt,unh->tnh", a, dc)
    dk = np.einsum("unt,unh->tnh", ds, q) / root + dv
    return dq, dk, dv


def attention_backward__last_written_only__in_dk(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Overwrites dk at each step that writes, and adds up dv."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    for u in range(len(dc)):
        dq[u] = np.einsum("nt,tnh->nh", ds[u], k) / root
        dk = np.einsum("nt,nh->tnh", ds[u], q[u]) / root
        dv += np.einsum("nt,nh->tnh", a[u], dc[u])
    return dq, dk, dv


def attention_backward__last_written_only__first(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keeps for keys and values what the first step that writes has to say."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("nt,nh->tnh", ds[0], q[0]) / root
    return dq, dk, np.einsum("nt,nh->tnh", a[0], dc[0])


def attention_backward__mean_over_written_steps__and_sequences(
    dc: np.ndarray, q: np.ndarray, k: np.ndarray, v: np.ndarray, a: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The mean over steps that write and sequences."""
    da = np.einsum("unh,tnh->unt", dc, v)
    ds = a * (da - (da * a).sum(axis=-1, keepdims=True))
    root = np.sqrt(q.shape[-1])
    dq = np.einsum("unt,tnh->unh", ds, k) / root
    dk = np.einsum("unt,unh->tnh", ds, q) / root
    return dq, dk / dc[..., 0].size, np.einsum("unt,unh->tnh", a, dc) / dc[..., 0].size


def attention_decoder_step__query_before_the_step__with_its_root(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Asks with the old state, and forgets the root."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_prev, k)
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__another_curve__relu(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cuts off below zero."""
    h_u = np.maximum(0, x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__scale_missing__times_root(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Multiplied by √H."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) * np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__scale_twice__by_h_and_its_root(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divided by H and by its root."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / h_u.shape[-1] ** 1.5
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__scale_of_another_axis__inputs(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The root of the input's size."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(x_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__scale_of_another_axis__sequences(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The root of the number of sequences."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(len(h_u))
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__mask_ignored__but_in_the_context(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights over everything; the context leaves the padding out and divides anew."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u * mask.T, v) / (a_u * mask.T).sum(axis=1)[:, None]
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__mask_times_scores__keys_and_values_cleared(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Clears keys and values in the padding: their scores are then 0."""
    k, v = k * mask[:, :, None], v * mask[:, :, None]
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__mask_times_scores__and_cleared(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Score 0 in the padding, and the padding cleared after the softmax."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = s_u * mask.T
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = mask.T * e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__fill_not_low_enough__minus_a_hundred(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Puts −100 where there is padding: right for scores near zero."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -100.0)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__mask_inverted__filled(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """As torch's masks are, True where nothing may be seen, with a number far below."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, -1e9, s_u)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__no_shift__kept_from_zero(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A small number below the line."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u)
    a_u = e / (e.sum(axis=-1, keepdims=True) + 1e-300)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__over_the_batch__filled(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Over the sequences, with a number far below in the padding."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -1e9)
    e = np.exp(s_u - s_u.max(axis=0))
    a_u = e / e.sum(axis=0)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__scored_by_values__both_exchanged(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Keys and values in each other's place."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, v) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, k)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__context_averaged__after_weighing(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Divides the mixture by the number of steps."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v) / len(v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__context_averaged__real_steps(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The mean of the real values."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = (mask[:, :, None] * v).sum(axis=0) / mask.sum(axis=0)[:, None]
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__one_matrix_for_both__of_the_context(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both through W_cy."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = (h_u + c_u) @ W_cy + b_y
    return logits, h_u, a_u


def attention_decoder_step__logits_squashed__softmax(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hands back probabilities."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True), h_u, a_u


def attention_decoder_step__logits_squashed__log_softmax(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hands back logarithms of probabilities."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True)), h_u, a_u


def attention_decoder_step__context_in_the_state__in_its_place(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hands the context on as the state."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, c_u, a_u


def attention_decoder_step__context_in_the_state__squashed(
    x_u: np.ndarray,
    h_prev: np.ndarray,
    k: np.ndarray,
    v: np.ndarray,
    mask: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    W_cy: np.ndarray,
    b_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hands on the tanh of both."""
    h_u = np.tanh(x_u @ W_xh + h_prev @ W_hh + b_h)
    s_u = np.einsum("nh,tnh->nt", h_u, k) / np.sqrt(h_u.shape[-1])
    s_u = np.where(mask.T == 1, s_u, -np.inf)
    e = np.exp(s_u - s_u.max(axis=-1, keepdims=True))
    a_u = e / e.sum(axis=-1, keepdims=True)
    c_u = np.einsum("nt,tnh->nh", a_u, v)
    logits = h_u @ W_hy + c_u @ W_cy + b_y
    return logits, np.tanh(h_u + c_u), a_u


def self_attention_forward__sees_the_future__but_not_in_y(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights over everything; only the mixture leaves the future out."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a * np.tri(len(x))[:, None, :], v)
    return y, a


def self_attention_forward__later_steps_only__without_itself(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Only what comes after, by a number far below."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, -1e9, s)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__itself_not_seen__first_row_zero(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Step 0 gathers nothing."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x), k=-1)[:, None, :] == 1, s, -1e9)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    a[0] = 0
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__itself_not_seen__first_row_even(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A number far below, so that step 0 looks at everything evenly."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x), k=-1)[:, None, :] == 1, s, -1e9)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__mask_times_scores__and_cleared(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Score 0 for later steps, and these cleared after the softmax."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = s * np.tri(len(x))[:, None, :]
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = np.tri(len(x))[:, None, :] * e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__scale_missing__times_root(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Multiplied by √H."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) * np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__scale_of_another_axis__steps(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The root of the number of steps."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(len(x))
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__fill_not_low_enough__minus_a_hundred(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Puts −100 where a step may not look: right for scores near zero."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -100.0)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__reshaped__the_result(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """A right mixture, sequences first, and then another shape in place of other axes."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->nth", a, v).reshape(len(x), x.shape[1], -1)
    return y, a


def self_attention_forward__values_are_keys__queries(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Mixes the queries."""
    q, k = x @ W_xq, x @ W_xk
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, q)
    return y, a


def self_attention_forward__queries_are_keys__of_the_queries(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Keys made by the matrix of the queries."""
    q, k, v = x @ W_xq, x @ W_xq, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__over_looking_steps__cleared(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Over the steps that look, and the future cleared afterwards."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    e = np.exp(s - s.max(axis=0))
    a = np.tri(len(x))[:, None, :] * e / e.sum(axis=0)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__over_the_batch__cleared(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Over the sequences, and the future cleared afterwards."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    e = np.exp(s - s.max(axis=1, keepdims=True))
    a = np.tri(len(x))[:, None, :] * e / e.sum(axis=1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__over_the_batch__even(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Over the sequences, with a number far below."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -1e9)
    e = np.exp(s - s.max(axis=1, keepdims=True))
    a = e / e.sum(axis=1, keepdims=True)
    y = np.einsum("tnj,jnh->tnh", a, v)
    return y, a


def self_attention_forward__unweighted__running_sum(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Adds up all values so far."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = np.cumsum(v, axis=0)
    return y, a


def self_attention_forward__other_sequences__values_of_the_first(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The values of the first sequence, for all."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = a @ v[:, 0]
    return y, a


def self_attention_forward__inputs_added__scaled(
    x: np.ndarray, W_xq: np.ndarray, W_xk: np.ndarray, W_xv: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Half of the mixture, half of the step's own value."""
    q, k, v = x @ W_xq, x @ W_xk, x @ W_xv
    s = np.einsum("tnh,jnh->tnj", q, k) / np.sqrt(W_xq.shape[1])
    s = np.where(np.tri(len(x))[:, None, :] == 1, s, -np.inf)
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    a = e / e.sum(axis=-1, keepdims=True)
    y = (np.einsum("tnj,jnh->tnh", a, v) + v) / 2
    return y, a

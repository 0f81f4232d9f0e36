"""What the tasks share: a run on a budget, and parameters of several layers as one dict."""

from rnnkit.optimizers import Adam, warmup_cosine
from rnnkit.training import Training


def run_for(cpu_seconds, peak, step, batches, parameters, **options):
    """Train for so many CPU seconds; the learning rate falls as the time is used up."""
    rate = warmup_cosine(peak, 1000, warmup=20, floor=0.02 * peak)
    optimizer = Adam(lambda _: rate(int(1000 * training.cpu_seconds / cpu_seconds)), clip_norm=1.0)
    training = Training(
        step, batches, parameters, optimizer, cpu_seconds=cpu_seconds, bar=False, **options
    )
    return training.run()


def joined(layers, kind):
    return {
        f"{name}.{key}": array
        for name, layer in layers.items()
        for key, array in getattr(layer, kind).items()
    }


def report(name, value, target, at_most=False):
    reached = value <= target if at_most else value >= target
    sign = "<=" if at_most else ">="
    print(f"  {name}: {value:.3f}  (wanted {sign} {target:.3f}: {'yes' if reached else 'NO'})")

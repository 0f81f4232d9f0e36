"""What the tasks share: a run on a budget, and parameters of several layers as one dict."""

from rnnkit.optimizers import Adam, warmup_cosine
from rnnkit.training import Training


class Best:
    """The parameters that were best on held-out data, looked at every so many steps."""

    def __init__(self, parameters, accuracy, every):
        self.parameters, self.measure, self.every = parameters, accuracy, every
        self.accuracy, self.kept = 0.0, {}

    def look(self, step):
        if step % self.every == 0 and (accuracy := self.measure()) > self.accuracy:
            self.accuracy = accuracy
            self.kept = {name: array.copy() for name, array in self.parameters.items()}

    def restore(self):
        for name, array in self.kept.items():
            self.parameters[name][...] = array


def run_for(cpu_seconds, peak, step, batches, parameters, best=None):
    """Train for so many CPU seconds; the learning rate falls as the time is used up."""
    rate = warmup_cosine(peak, 1000, warmup=20, floor=0.02 * peak)
    optimizer = Adam(lambda _: rate(int(1000 * training.cpu_seconds / cpu_seconds)), clip_norm=1.0)
    training = Training(step, batches, parameters, optimizer, steps=10**9, bar=False)
    for number, _ in training:
        if best:
            best.look(number)
        if training.cpu_seconds >= cpu_seconds:
            break
    return training


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

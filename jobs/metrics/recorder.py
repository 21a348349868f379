"""Counting in the process: an addition in a dictionary, and nothing that waits.

There is one recorder a process, as there is one log: who counts need not be handed it.
"""

import random
import threading
from bisect import bisect_left
from dataclasses import dataclass, field

from jobs.metrics.catalogue import BUCKET_SECONDS, Metric

Key = tuple[Metric, tuple[str, ...]]
MOST_SERIES = 1000
"""Of one metric in one process. There are fewer routes than this: more is a mistake, and goes to OTHER."""
OTHER = "other"
SAMPLES = 100
"""Kept of each series until the next look, for outputs that want values: as many as a line of EMF takes."""


@dataclass
class Times:
    """How often values fell into each bucket since the last look; one more bucket than there are bounds."""

    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKET_SECONDS) + 1))
    total: float = 0.0
    count: int = 0
    samples: list[float] = field(default_factory=list)

    def add(self, seconds: float) -> None:
        """Of many, a hundred are kept at random, each as likely as any other."""
        self.buckets[bisect_left(BUCKET_SECONDS, seconds)] += 1
        self.total += seconds
        self.count += 1
        if self.count <= SAMPLES:
            self.samples.append(seconds)
        elif (place := int(random.random() * self.count)) < SAMPLES:  # noqa: S311 - nothing depends on its secrecy
            self.samples[place] = seconds


@dataclass
class Changes:
    """What was counted since the last look, and how gauges stand."""

    counts: dict[Key, float] = field(default_factory=dict)
    times: dict[Key, Times] = field(default_factory=dict)
    gauges: dict[Key, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.counts or self.times or self.gauges)


class Recorder:
    """Safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changes = Changes()
        self._known: dict[str, set[tuple[str, ...]]] = {}

    def count(self, metric: Metric, *labels: str, by: float = 1) -> None:
        """Count something that happened."""
        with self._lock:
            key = self._key(metric, labels)
            counts = self._changes.counts
            counts[key] = counts.get(key, 0) + by

    def observe(self, metric: Metric, *labels: str, seconds: float) -> None:
        """Count something that took so long."""
        with self._lock:
            key = self._key(metric, labels)
            times = self._changes.times.get(key)
            if times is None:
                times = self._changes.times[key] = Times()
            times.add(seconds)

    def set(self, metric: Metric, *labels: str, value: float) -> None:
        """Say how something stands now."""
        with self._lock:
            self._changes.gauges[self._key(metric, labels)] = value

    def take(self) -> Changes:
        """Return what was counted since the last time, and begin anew."""
        with self._lock:
            changes, self._changes = self._changes, Changes()
            return changes

    def _key(self, metric: Metric, labels: tuple[str, ...]) -> Key:
        known = self._known.get(metric.name)
        if known is None:
            known = self._known[metric.name] = set()
        if labels not in known:
            if len(labels) != len(metric.labels):
                raise ValueError(f"{metric.name} is told apart by {metric.labels}, not by {len(labels)} labels")
            if len(known) >= MOST_SERIES:
                return metric, (OTHER,) * len(labels)
            known.add(labels)
        return metric, labels


_recorder = Recorder()
count, observe, set_gauge, take = _recorder.count, _recorder.observe, _recorder.set, _recorder.take
"""Of this process."""

"""Figures of the queue: no-op jobs end to end, beside what boto3, Celery and Dramatiq make of the same SQS.

Each contender has as many threads in one process and as many messages as the others, on the same MiniStack, and they
take turns, there and back; a figure is the median of the rounds, and a ratio is of two that stand in one round. Ours
does for each job all that it does for any: claim, lease, heartbeat, events, the end in Postgres under row-level
security, and the message's deletion. The others do what they do for a task that is empty. On few processors MiniStack
and Postgres compete with them, so that what they use is told too.
"""

import os
import statistics
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from stack.layout import PROJECT
from tests.bench.figure import Figure
from tests.bench.queues.bed import Bed, made_bed
from tests.bench.queues.contenders import VENV, Load, Result, run_celery, run_dramatiq, run_ours, run_raw

ROUNDS = 4
LOAD = Load(count=int(os.environ.get("BENCH_JOBS", "800")), threads=int(os.environ.get("BENCH_WORKER_THREADS", "8")))
REQUIREMENTS = "tests/bench/queues/requirements.txt"
OURS, RAW, RAW_TEN = "no-op jobs", "a boto3 loop, one message a call", "a boto3 loop, ten messages a call"
CELERY, CELERY_RESULTS, DRAMATIQ = "Celery, results ignored", "Celery, results in Postgres", "Dramatiq"
TARGETS = {RAW: 1 / 0.7, RAW_TEN: None, CELERY: 1.0, CELERY_RESULTS: 1.0, DRAMATIQ: 1.0}
"""How many times as fast as ours they may be; None: for information."""

Contender = Callable[[Bed, Load], Result]


def measure_queue(directory: Path) -> Iterator[Figure]:
    """Alternating rounds; a first run of ours is not counted."""
    with made_bed(directory / "queue", LOAD.threads) as bed:
        contenders = _contenders()
        run_ours(bed, Load(LOAD.count // 4, LOAD.threads))
        results: dict[str, list[Result]] = {name: [] for name in contenders}
        loads = [os.getloadavg()[0]]
        for number in range(ROUNDS):
            for name in sorted(contenders, reverse=bool(number % 2)):
                results[name].append(contenders[name](bed, LOAD))
            loads.append(os.getloadavg()[0])
    yield from _figures(results)
    yield Figure("load average meanwhile", statistics.median(loads), None, "")


def _contenders() -> Mapping[str, Contender]:
    always: dict[str, Contender] = {
        OURS: run_ours,
        RAW: lambda bed, load: run_raw(bed, load, at_once=1),
        RAW_TEN: lambda bed, load: run_raw(bed, load, at_once=10),
    }
    if not _have_peers():
        print(f"Celery and Dramatiq are left out: {REQUIREMENTS} could not be installed")  # noqa: T201 - a skip is told
        return always
    return always | {
        CELERY: lambda bed, load: run_celery(bed, load, backend=None),
        CELERY_RESULTS: lambda bed, load: run_celery(bed, load, backend=bed.results_url),
        DRAMATIQ: run_dramatiq,
    }


def _have_peers() -> bool:
    """In an environment of their own, made when it is first needed."""
    made = subprocess.run(["sh", "stack/setup/venv.sh", VENV.name, REQUIREMENTS], cwd=PROJECT, check=False)
    return made.returncode == 0


def _figures(results: Mapping[str, Sequence[Result]]) -> Iterator[Figure]:
    for name, runs in results.items():
        rate = LOAD.count / statistics.median(one.seconds for one in runs)
        yield Figure(f"{name}, {LOAD.threads} threads", rate, None, "a second")
        yield Figure("  processor time each", _milliseconds([one.processor for one in runs]), None, "ms")
        for server in runs[0].servers:
            spent = _milliseconds([one.servers[server] for one in runs])
            yield Figure(f"  of {server}", spent, None, "ms")
    for name, target in TARGETS.items():
        if name in results:
            ratios = [ours.seconds / other.seconds for ours, other in zip(results[OURS], results[name], strict=True)]
            yield Figure(f"{name}, times as fast as no-op jobs", statistics.median(ratios), target, "times")


def _milliseconds(seconds: Sequence[float]) -> float:
    return statistics.median(seconds) / LOAD.count * 1000

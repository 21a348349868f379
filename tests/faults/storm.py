"""Many jobs under a random mix of faults: what breaks, when, and what came of every accepted job."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import psutil
import redis

from groundplan import GroundplanError
from jobs.messages import Message
from stack.program import Program
from stack.servers.server import Server
from tests.faults.endings import Account, account_for, unended
from tests.faults.platform import Groundplan
from tests.faults.proxy import Fault

REQUESTS = (
    "A static website with a CDN",
    "A queue with a worker",
    "A REST API on Lambda with DynamoDB",
    "Store uploaded files and resize the images",
)
WORKERS = 2
LULL_SECONDS = (2.0, 6.0)
BROKEN_SECONDS = (1.0, 4.0)
POISON = '{"v": 1, "job_id": "no id"}'


@dataclass
class Storm:
    """One storm over one Groundplan; the same `seed` breaks the same things in the same order."""

    groundplan: Groundplan
    seed: int
    tell: Callable[[str], None]
    accepted: list[str] = field(default_factory=list)
    refused: int = 0
    broken: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311  (chooses faults, no secret)
        self._over = threading.Event()
        self._faults: dict[str, Callable[[], None]] = {
            "worker killed": self._kill_worker,
            "worker deployed": self._deploy_worker,
            "knowledge servers killed": self._kill_knowledge_servers,
            "web killed": lambda: self._restart(self.groundplan.web),
            "chores killed": lambda: self._restart(self.groundplan.chores),
            "Postgres killed": lambda: self._restart(self.groundplan.postgres),
            "Redis killed": lambda: self._restart(self.groundplan.valkey),
            "Redis flushed": self._flush_redis,
            "AWS killed, its queues forgotten": lambda: self._restart(self.groundplan.ministack),
            "messages repeated": self._repeat_messages,
            "poison message": self._send_poison,
            **{
                f"{service} broken: {fault.name.lower()}": lambda service=service, fault=fault: self._break(
                    service, fault
                )
                for service in ("s3", "sqs")
                for fault in (Fault.INTERNAL_ERROR, Fault.UNAVAILABLE, Fault.SILENCE)
            },
        }

    def rage(self, jobs: int, seconds: float) -> None:
        """Submit `jobs` evenly over `seconds`, break something every few of them, and leave everything whole."""
        for _ in range(WORKERS):
            self.groundplan.start_worker()
        breaker = threading.Thread(target=self._break_things, name="storm")
        breaker.start()
        try:
            self._submit(jobs, seconds)
        finally:
            self._over.set()
            breaker.join()
            self.groundplan.aws.mend()

    def settle(self, seconds: float) -> Account:
        """Wait until nothing is under way, and account for every job that was accepted. Raises TimeoutError."""
        deadline, told = time.monotonic() + seconds, 0
        while left := unended(self.groundplan.owner_url):
            if time.monotonic() > deadline:
                lines = "\n".join(left)
                raise TimeoutError(f"{len(left)} jobs have not ended {seconds:.0f} s after the storm:\n{lines}")
            if len(left) // 100 != told:
                told = len(left) // 100
                self.tell(f"{len(left)} jobs are under way, {self.groundplan.queue.depth()} messages wait")
            time.sleep(1.0)
        return account_for(self.groundplan.client, self.groundplan.owner_url, self.accepted)

    def _submit(self, jobs: int, seconds: float) -> None:
        began = time.monotonic()
        for number in range(jobs):
            time.sleep(max(0.0, began + number * seconds / jobs - time.monotonic()))
            try:
                self.accepted.append(self.groundplan.submit(REQUESTS[number % len(REQUESTS)]))
            except GroundplanError as error:
                self.refused += 1  # nobody was told that it was accepted
                self.tell(f"job {number} was not accepted: {error}")

    def _break_things(self) -> None:
        while not self._over.wait(self._random.uniform(*LULL_SECONDS)):
            name = self._random.choice(list(self._faults))
            self.broken[name] += 1
            self.tell(name)
            try:
                self._faults[name]()
            except Exception as error:  # noqa: BLE001  (the storm goes on; servers are looked after below)
                self.tell(f"  {name}: {error}")
            self._look_after_everything()

    def _look_after_everything(self) -> None:
        """What an operator's supervisor does: whatever has ended is started again."""
        plan = self.groundplan
        for server in (plan.postgres, plan.valkey, plan.ministack, plan.web, plan.chores, *plan.workers):
            if server.pid is None:
                server.start()

    def _restart(self, server: Server) -> None:
        server.kill()
        self._over.wait(self._random.uniform(*BROKEN_SECONDS))
        server.start()

    def _worker(self) -> Program:
        return self._random.choice(self.groundplan.workers)

    def _kill_worker(self) -> None:
        self._worker().kill()

    def _deploy_worker(self) -> None:
        self._worker().stop()

    def _kill_knowledge_servers(self) -> None:
        for child in psutil.Process(self._worker().pid).children(recursive=True):
            child.kill()

    def _flush_redis(self) -> None:
        with redis.Redis.from_url(self.groundplan.valkey.url) as connection:
            connection.flushall()

    def _break(self, service: str, fault: Fault) -> None:
        self.groundplan.aws.break_service(service, fault)
        self._over.wait(self._random.uniform(*BROKEN_SECONDS))
        self.groundplan.aws.mend()

    def _repeat_messages(self) -> None:
        org_id = self.groundplan.client.session().organization.id
        some = self._random.sample(self.accepted, min(len(self.accepted), 10))
        self.groundplan.queue.send([Message(job_id=UUID(job_id), org_id=org_id) for job_id in some])

    def _send_poison(self) -> None:
        self.groundplan.send_text(POISON)

"""Figures of a conversation with the offline architect: how long its first words take, in this process."""

import statistics
import threading
import time

from tests.bench.figure import Figure
from worker.agents.architect import Listener
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.model_providers import offline_provider
from worker.agents.talk.designs import Designs
from worker.agents.talk.listening import listen
from worker.agents.talk.state import Talk
from worker.agents.talk.talker import Talker
from worker.architecture.catalogue import load_catalogue

MESSAGES = (
    "A booking site for dentists, for 40,000 patients, with HIPAA",
    "A shop for spare parts with a relational database, 3,000 orders a day",
    "What is SQS?",
    "Compare SQS and SNS",
    "What would Aurora cost in Ireland?",
)
ROUNDS = 4
TARGET_SECONDS = 0.3


def measure_talk() -> list[Figure]:
    """From the message to the first piece of its answer, each message heard anew, after a round to warm up."""
    designs = Designs(load_catalogue())
    talker = Talker(offline_provider(), ToolServers((), timeout_seconds=1), designs)
    for message in MESSAGES:
        _first_words(message, talker, designs)
    # Words that were not heard yet: what a sheet has come to is kept while it stays the same.
    seconds = [
        _first_words(f"{message}{' ' * (number + 1)}", talker, designs)
        for number in range(ROUNDS)
        for message in MESSAGES
    ]
    return [
        Figure("conversation, first words, p50", statistics.median(seconds), TARGET_SECONDS, "s"),
        Figure("conversation, first words, p95", statistics.quantiles(seconds, n=20)[-1], TARGET_SECONDS, "s"),
    ]


def _first_words(message: str, talker: Talker, designs: Designs) -> float:
    said: list[float] = []
    began = time.perf_counter()
    talk = Talk()
    talker.reply(
        message,
        talk,
        listen(message, talk, designs),
        audit=MemoryAudit(),
        listener=Listener(lambda _: said.append(time.perf_counter()), lambda _: None),
        cancel=threading.Event(),
    )
    return said[0] - began

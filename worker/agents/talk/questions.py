"""What is worth asking of a request, the most important first, each with answers to choose from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jobs.sheets import Choice, Question
from worker.architecture.requirements import Requirements

EVENTS = ("event_streaming", "device_platform")
LOADS = (
    *("users", "devices", "requests_per_second", "requests_per_month", "events_per_second", "events_per_month"),
    *("files_per_month", "storage_gb"),
)
KEEPS_DATA = ("web_application", "http_api", "event_driven", "container_platform")


@dataclass(frozen=True)
class _Ask:
    id: str
    text: str
    choices: Sequence[tuple[str, str]]
    """Label, and what the user says by choosing it."""
    open: Callable[[Requirements], bool]


def questions_for(read: Requirements) -> list[Question]:
    """Those that the request leaves open; and the reader's own, where none here asks the same."""
    asked = [
        Question(id=one.id, text=one.text, choices=[Choice(label=label, value=value) for label, value in one.choices])
        for one in _QUESTIONS
        if one.open(read)
    ]
    covered = ("In which AWS region", "How many requests", "What should the system do")
    own = [one for one in read.questions if not one.text.startswith(covered)]
    asked += [Question(id=f"reader_{index}", text=one.text) for index, one in enumerate(own, start=1)]
    return asked


def _says(read: Requirements, *words: str) -> bool:
    text = read.request.lower()
    return any(word in text for word in words)


def _has_load(read: Requirements) -> bool:
    return any(measure.quantity in LOADS for measure in read.measures)


def _by_default(read: Requirements) -> bool:
    return any(one.subject == "family" for one in read.assumptions)


_QUESTIONS = (
    _Ask(
        "kind",
        "What kind of system is it?",
        (
            ("A web application", "It is a web application with a database."),
            ("An API", "It is an HTTP API for other programs."),
            ("Processing of files", "It processes files that are uploaded."),
            ("A stream of events", "It handles a stream of events in real time."),
            ("A data lake", "It is a data lake for analytics."),
        ),
        _by_default,
    ),
    _Ask(
        "load",
        "How many events a second do you expect?",
        (
            ("10", "About 10 events per second."),
            ("1,000", "About 1,000 events per second."),
            ("50,000", "About 50,000 events per second."),
        ),
        lambda read: not _has_load(read) and read.family in EVENTS,
    ),
    _Ask(
        "load",
        "How many files do you expect a month?",
        (
            ("10,000", "About 10,000 files per month."),
            ("1 million", "About 1,000,000 files per month."),
            ("100 million", "About 100,000,000 files per month."),
        ),
        lambda read: not _has_load(read) and read.family == "file_processing",
    ),
    _Ask(
        "load",
        "How many users do you expect?",
        (
            ("1,000", "About 1,000 users."),
            ("10,000", "About 10,000 users."),
            ("100,000", "About 100,000 users."),
            ("1 million", "About 1,000,000 users."),
        ),
        lambda read: not _has_load(read) and read.family not in (*EVENTS, "file_processing"),
    ),
    _Ask(
        "region",
        "Where are the people, or the data, that it serves?",
        (
            ("Frankfurt", "Run it in eu-central-1."),
            ("Ireland", "Run it in eu-west-1."),
            ("N. Virginia", "Run it in us-east-1."),
            ("Singapore", "Run it in ap-southeast-1."),
        ),
        lambda read: (
            read.region is None or (any(one.subject == "region" for one in read.assumptions) and not read.regions)
        ),
    ),
    _Ask(
        "compliance",
        "Does it hold data that a law or a standard protects?",
        (
            ("Personal data of Europeans", "It must be GDPR compliant."),
            ("Health data", "It must be HIPAA compliant."),
            ("Payment cards", "It must be PCI DSS compliant."),
            ("None of these", "It holds no regulated data."),
        ),
        lambda read: not read.compliance and not _says(read, "no regulated data"),
    ),
    _Ask(
        "outage",
        "How bad is an outage?",
        (
            ("A zone may fail unnoticed", "It must be highly available over several zones."),
            ("A region may fail", "It must be multi-region, to survive the loss of a region."),
            ("An hour now and then is fine", "Low cost matters more than uptime."),
        ),
        lambda read: (
            not _says(read, "survive")
            and not any(read.has(one) for one in ("high_availability", "multi_region", "low_cost"))
            and not any(one.quantity in ("availability_percent", "rto_minutes", "rpo_minutes") for one in read.measures)
        ),
    ),
    _Ask(
        "budget",
        "Is there a budget a month?",
        (
            ("$100", "The budget is 100 dollars a month."),
            ("$500", "The budget is 500 dollars a month."),
            ("$2,000", "The budget is 2,000 dollars a month."),
            ("None", "There is no fixed budget."),
        ),
        lambda read: read.measure("budget_usd_per_month") is None and not _says(read, "no fixed budget"),
    ),
    _Ask(
        "data",
        "What is its data like?",
        (
            ("Tables with relations", "It needs a relational database."),
            ("Items by key", "A key-value store is enough for its data."),
        ),
        lambda read: (
            read.family in KEEPS_DATA
            and not read.has("relational_database")
            and not read.has("key_value_store")
            and not any(one.block and not one.excluded for one in read.services)
        ),
    ),
)
ANSWERS = frozenset(value for one in _QUESTIONS for _, value in one.choices)
"""What is said by choosing: each is heard, also where nothing of the design follows."""

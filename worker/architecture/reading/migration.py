"""Reads which database a request moves into which: `our Oracle database to Aurora`, `off SQL Server onto Postgres`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from worker.architecture.requirements import Capability, Quote

MOVE = "database_migration"
CONVERSION = "schema_conversion"
LINE = "hybrid_connection"
_ENGINES = {
    "oracle": r"oracle(?!\s+(?:cloud|erp|forms|apex))",
    "sqlserver": r"(?:ms|microsoft)[\s-]*sql(?:[\s-]*server)?|mssql|sql[\s-]*server",
    "mariadb": r"maria\s?db",
    "mysql": r"mysql",
    "postgres": r"postgres(?:ql)?|pgsql",
}
_AURORA = r"(?:amazon\s+)?(?:rds\s+)?aurora(?:\s+serverless(?:\s+v2)?)?"
_RDS = r"(?:amazon\s+|aws\s+)?rds"
_CLOUD = r"(?:aws|amazon web services|the cloud)\b"
_DATABASE = re.compile(
    rf"\b(?:(?:{_AURORA}|{_RDS})[\s(-]*(?:for\s+|with\s+)?)?"
    rf"(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _ENGINES.items())})\b|"
    rf"\b(?P<aurora>{_AURORA})\b|\b{_RDS}\b|\b{_CLOUD}",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:migrat\w*|mov(?:e|es|ing)|port(?:s|ing)?|convert\w*|shift(?:s|ing)?|switch\w*|replac\w*|re-?platform\w*|"
    r"transition\w*|off|rid of|leav(?:e|es|ing)|retir\w*|lift\w*|moderni[sz]\w*|bring\w*|tak(?:e|ing)|copy\w*|copies|"
    r"go(?:ing)? from|away from)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|into|onto|with|by|over to|for|in favou?r of|on)\b|->|\u2192", re.IGNORECASE)
_MOVE_AFTER = re.compile(r"^[\w\s]{0,20}\b(?:migration|move|conversion)\b", re.IGNORECASE)
_BRIEFLY = re.compile(
    r"\b(?:minimal|minimum|little|near[\s-]zero|zero|no|without|almost no|low|short)\s+(?:\w+\s+)?"
    r"(?:downtime|outage|interruption)\b|"
    r"\bcut[\s-]?over\b|\bkeep(?:s|ing)? (?:both|them) in sync\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\bon[\s-]?prem(?:ises?)?\b|\b(?:our|own) (?:data ?cent(?:er|re)|server room)\b|\bin[\s-]house\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;!?]\s|\n\s*\n")
_REACH = 120  # characters between what is moved and what it is moved to


@dataclass(frozen=True)
class Migration:
    """A database that is moved: its engine, whether it becomes another, and the words of it."""

    source: str
    converts: bool
    quote: Quote


def read_migration(text: str) -> Migration | None:
    """The first database that is moved into another; one of the same engine only where it must go on meanwhile.

    Without a word on that a copy of the old (a dump, a snapshot) is enough, and no service is needed.
    """
    for left, right in pairwise(_DATABASE.finditer(text)):
        source, between = _engine(left), text[left.end() : right.start()]
        if source is None or len(between) > _REACH or _SENTENCE_END.search(between) or not _TO.search(between):
            continue
        before = _SENTENCE_END.split(text[max(0, left.start() - _REACH) : left.start()])[-1]
        if not (_MOVES.search(before) or _MOVES.search(between) or _MOVE_AFTER.match(text[right.end() :])):
            continue
        target = _engine(right) or (source if not right["aurora"] else _of_aurora(source))
        if target != source or _BRIEFLY.search(text):
            return Migration(source, target != source, _quote(text, left.start(), right.end()))
    return None


def migration_capabilities(text: str, migration: Migration | None, known: set[str]) -> Iterator[Capability]:
    """What a migration asks for beyond the database that is made."""
    if migration is None:
        return
    yield Capability(name=MOVE, quote=migration.quote)
    if migration.converts:
        yield Capability(name=CONVERSION, quote=migration.quote)
    if LINE not in known and (elsewhere := _ELSEWHERE.search(text)):
        yield Capability(name=LINE, quote=Quote(text=elsewhere[0], start=elsewhere.start()))


def mentions_of(text: str, engine: str) -> Iterator[Quote]:
    """Everywhere that the engine is named."""
    for match in re.finditer(rf"\b(?:{_ENGINES[engine]})\b", text, re.IGNORECASE):
        yield Quote(text=match[0], start=match.start())


def _engine(match: re.Match[str]) -> str | None:
    return next((name for name in _ENGINES if match[name]), None)


def _of_aurora(source: str) -> str:
    """Aurora runs MySQL or PostgreSQL; without a word it is PostgreSQL, as the catalogue's is."""
    return "mysql" if source in ("mysql", "mariadb") else "postgres"


def _quote(text: str, start: int, end: int) -> Quote:
    return Quote(text=text[start:end], start=start)

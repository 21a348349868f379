"""The words we know, read once from worker/architecture/vocabulary/*.yaml and from the blocks' own names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from worker.architecture.catalogue import Catalogue
from worker.architecture.reading.phrases import PhraseBook, normal_form
from worker.architecture.requirements import FamilyName
from worker.architecture.yaml_file import read_yaml

MAKERS = ("amazon ", "aws ")
FOLDER = Path(__file__).parent.parent / "vocabulary"


@dataclass(frozen=True)
class KnownService:
    """A service that people may name, and the block that does its work ("" where none does)."""

    title: str
    block: str
    service: str
    substitute: bool
    note: str = ""
    why: str = ""


@dataclass(frozen=True)
class Cue:
    """A phrase that speaks for a family of architectures."""

    phrase: str
    weight: int


@dataclass(frozen=True)
class Place:
    """A region, and whether its name was a broad one (`Europe`), which could have meant another."""

    region: str
    broad: bool


@cache
def load(name: str) -> Any:
    """The content of vocabulary/<name>.yaml."""
    return read_yaml(FOLDER / f"{name}.yaml")


@cache
def meanings(name: str) -> PhraseBook[str]:
    """The phrases of a file of the form `meaning: [phrase, …]`."""
    return PhraseBook({phrase: meaning for meaning, phrases in load(name).items() for phrase in phrases})


@cache
def cues() -> dict[FamilyName, PhraseBook[Cue]]:
    """One book a family: a phrase may speak for several."""
    weights = TypeAdapter(dict[FamilyName, dict[str, int]]).validate_python(load("families"))
    return {
        family: PhraseBook({phrase: Cue(phrase, weight) for phrase, weight in phrases.items()})
        for family, phrases in weights.items()
    }


@cache
def block_cues() -> dict[FamilyName, dict[str, int]]:
    """Family → block → what naming the block weighs."""
    return TypeAdapter(dict[FamilyName, dict[str, int]]).validate_python(load("family_blocks"))


@cache
def places() -> PhraseBook[Place]:
    """Region names; a narrow name wins over a broad one."""
    book: dict[str, Place] = {}
    for region, words in load("regions").items():
        book |= {phrase: Place(region, broad=True) for phrase in words.get("broad", ())}
    for region, words in load("regions").items():
        book |= {phrase: Place(region, broad=False) for phrase in words["names"]}
    return PhraseBook(book)


def proper_names(catalogue: Catalogue) -> PhraseBook[KnownService]:
    """Plain words that name a service where they are meant as names."""
    known = _all_known(catalogue, plain=set())
    found = ((word, known.get(word) or known.get(f"aws {word}") or known.get(f"amazon {word}")) for word in _proper())
    return PhraseBook({word: meant for word, meant in found if meant})


def _proper() -> set[str]:
    return {normal_form(word) for word in load("proper_names")}


def services(catalogue: Catalogue, *, parts: bool = False) -> PhraseBook[KnownService]:
    """Every service we can recognise. The blocks' own names win over the lists of other services.

    A name that is a plain word for a need (`login`, `queue`) is left to the capabilities: any block that meets the
    need may then be taken. Of those a template of certain `parts` means the resources that parts.yaml lists.
    """
    plain = {normal_form(phrase) for phrase in load("too_common")} | _proper()
    plain |= {normal_form(phrase) for phrases in load("capabilities").values() for phrase in phrases}
    plain -= {normal_form(phrase) for phrase in load("parts")} if parts else set()
    known = _all_known(catalogue, plain=plain)
    return PhraseBook({name: meant for name, meant in _with_makers(known).items() if name not in _proper()})


def _all_known(catalogue: Catalogue, *, plain: set[str]) -> dict[str, KnownService]:
    """By normal form; `plain` are names that blocks list and do not own."""
    known: dict[str, KnownService] = {}
    for entry in load("other_clouds"):
        known |= {normal_form(name): _known(entry, catalogue, other_cloud=True) for name in entry["names"]}
    for entry in load("aws_services"):
        known |= {normal_form(name): _known(entry, catalogue, other_cloud=False) for name in entry["names"]}
    for block in catalogue.blocks.values():
        meant = KnownService(block.title, block.name, block.service, substitute=False)
        names = (normal_form(name) for name in (*block.names, block.name.replace("_", " ")))
        known |= dict.fromkeys((name for name in names if name not in plain), meant)
    return known


def _with_makers(known: dict[str, KnownService]) -> dict[str, KnownService]:
    """`Amazon Bedrock agent` is a Bedrock agent, though `Amazon Bedrock` is a name as well."""
    short = {name.removeprefix(maker) for maker in MAKERS for name in known if name.startswith(maker)}
    longer = {
        f"{maker}{name}": meant
        for name, meant in known.items()
        for maker in MAKERS
        if not name.startswith(MAKERS) and any(name.startswith(f"{one} ") for one in _beginnings(name) & short)
    }
    return longer | known


def _beginnings(name: str) -> set[str]:
    words = name.split()
    return {" ".join(words[:count]) for count in range(1, len(words))}


def _known(entry: Mapping[str, Any], catalogue: Catalogue, *, other_cloud: bool) -> KnownService:
    block = next((name for name in entry.get("instead", ()) if name in catalogue.blocks), "")
    service = catalogue.blocks[block].service if block else ""
    same = not other_cloud and block != "" and _is_the_service(entry["title"], catalogue.blocks[block].title)
    note = entry.get("note", "")
    if other_cloud and block and not note:
        note = f"{entry['title']} belongs to another cloud: {catalogue.blocks[block].title} does its work here."
    return KnownService(entry["title"], block, service, block != "" and not same, note, entry.get("why", ""))


def _is_the_service(title: str, block_title: str) -> bool:
    """`Amazon S3` is the service of `Amazon S3 bucket`; `Amazon EC2` is not that of `Amazon ECS service`."""
    wanted = set(title.lower().split()) - {"amazon", "aws", "elastic"}
    return wanted <= set(block_title.lower().replace(",", " ").split())

"""Reads what people say of their work: `members book courts on their phone` is a web application with a sign-in."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pydantic import Field, TypeAdapter, model_validator

from worker.architecture.model import Assumption, Frozen
from worker.architecture.reading.negation import is_excluded
from worker.architecture.reading.pairs import Sentence, root_of, split_sentences
from worker.architecture.reading.phrases import Word
from worker.architecture.reading.senses import means_something_else
from worker.architecture.reading.vocabulary import load
from worker.architecture.requirements import Capability, FamilyName, Quote

Span = tuple[int, int]
"""The places of a phrase's first and last word in its sentence."""
Roots = tuple[str, ...]


class Rule(Frozen):
    """When a sentence says something; see vocabulary/everyday.yaml."""

    follow: list[str] = Field(default_factory=list)
    within: int = Field(default=7, ge=1)
    any: list[str] = Field(default_factory=list)
    absent: list[str] = Field(default_factory=list)
    with_: list[str] = Field(default_factory=list, alias="with")
    weight: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Rule":
        if bool(self.follow) == bool(self.any):
            raise ValueError("a rule has either `follow` or `any`")
        return self


class Remark(Rule):
    """What is told beside the plan."""

    subject: str
    value: str
    reason: str


class Everyday(Frozen):
    """The whole of vocabulary/everyday.yaml."""

    words: dict[str, list[str]]
    kinds: dict[FamilyName, list[Rule]]
    needs: dict[str, list[Rule]]
    covered: dict[str, list[str]]
    remarks: list[Remark]

    @model_validator(mode="after")
    def _lists_are_there(self) -> "Everyday":
        rules = [rule for book in (self.kinds, self.needs) for rules in book.values() for rule in rules]
        for name in {name for rule in [*rules, *self.remarks] for name in rule.follow}:
            if name not in self.words:
                raise ValueError(f"a rule follows the list {name}, which is not there")
        return self


@cache
def everyday() -> Everyday:
    """The rules, checked once."""
    return TypeAdapter(Everyday).validate_python(load("everyday"))


def everyday_kinds(text: str, words: list[Word]) -> dict[FamilyName, tuple[int, tuple[Quote, ...]]]:
    """Family → the weight of what speaks for it, and the words."""
    sentences = split_sentences(text, words)
    found: dict[FamilyName, tuple[int, tuple[Quote, ...]]] = {}
    for name, rules in everyday().kinds.items():
        said = [(rule.weight, quote) for rule in rules if (quote := _first(text, sentences, rule))]
        if said:
            found[name] = (sum(weight for weight, _ in said), tuple(quote for _, quote in said))
    return found


def everyday_capabilities(text: str, words: list[Word], known: set[str]) -> tuple[Capability, ...]:
    """What the work needs, beyond what is `known` to be asked for."""
    sentences = split_sentences(text, words)
    found = {
        name: next((quote for rule in rules if (quote := _first(text, sentences, rule))), None)
        for name, rules in everyday().needs.items()
        if name not in known
    }
    said = known | {name for name, quote in found.items() if quote}
    return tuple(
        Capability(name=name, quote=quote)
        for name, quote in found.items()
        if quote and not said.intersection(everyday().covered.get(name, ()))
    )


def everyday_remarks(text: str, words: list[Word]) -> tuple[Assumption, ...]:
    """What follows of the words for who builds it, though no component does."""
    sentences = split_sentences(text, words)
    return tuple(
        Assumption(subject=one.subject, value=one.value, reason=f"“{quote.text}”: {one.reason.strip()}", important=True)
        for one in everyday().remarks
        if (quote := _first(text, sentences, one))
    )


def _first(text: str, sentences: Sequence[Sentence], rule: Rule) -> Quote | None:
    """Where the rule holds first, unless the words there are refused."""
    if any(_has(sentences, phrase) for phrase in rule.absent):
        return None
    if rule.with_ and not any(_has(sentences, phrase) for phrase in rule.with_):
        return None
    for sentence in sentences:
        for first, last in _spans(sentence, rule):
            quote = Quote(text=text[sentence[first][0].start : sentence[last][0].end], start=sentence[first][0].start)
            if not is_excluded(text, quote) and not means_something_else(text, quote):
                return quote
    return None


def _has(sentences: Sequence[Sentence], phrase: str) -> bool:
    book = _book((phrase,))
    return any(next(_matches(sentence, book), None) for sentence in sentences)


def _spans(sentence: Sentence, rule: Rule) -> Iterator[Span]:
    if rule.any:
        yield from _matches(sentence, _book(tuple(rule.any)))
        return
    chains = list(_matches(sentence, _list(rule.follow[0])))
    for name in rule.follow[1:]:
        nexts = list(_matches(sentence, _list(name)))
        chains = [(first, end) for first, last in chains for start, end in nexts if last < start <= last + rule.within]
    yield from chains


def _matches(sentence: Sentence, book: Mapping[str, Sequence[Roots]]) -> Iterator[Span]:
    roots = [root for _, root in sentence]
    for place, root in enumerate(roots):
        for phrase in book.get(root, ()):
            if tuple(roots[place : place + len(phrase)]) == phrase:
                yield place, place + len(phrase) - 1
                break


@cache
def _list(name: str) -> Mapping[str, Sequence[Roots]]:
    return _book(tuple(everyday().words[name]))


@cache
def _book(phrases: tuple[str, ...]) -> Mapping[str, Sequence[Roots]]:
    """First root → the phrases that begin with it, the longest first."""
    found: dict[str, list[Roots]] = {}
    for phrase in phrases:
        roots = tuple(root_of(word) for word in phrase.lower().replace("-", " ").split())
        found.setdefault(roots[0], []).append(roots)
    return {first: sorted(rest, key=len, reverse=True) for first, rest in found.items()}

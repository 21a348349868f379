"""Reads a request: what is asked for, in types, and the words that each thing was read from."""

from collections.abc import Mapping

from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.reading.audience import ARCHIVES, audience_capabilities
from worker.architecture.reading.chosen import chosen_measures
from worker.architecture.reading.everyday import everyday_capabilities, everyday_remarks
from worker.architecture.reading.facts import (
    implied_capabilities,
    read_capabilities,
    read_compliance,
    read_environment,
    read_preferences,
    read_regions,
    watched_budget,
)
from worker.architecture.reading.family import choose_family, is_spelled_out
from worker.architecture.reading.gaps import Gaps, find_gaps
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.migration import migration_capabilities, read_migration
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.purpose import purpose_of
from worker.architecture.reading.secrets import told_of, without_secrets
from worker.architecture.reading.services import read_services
from worker.architecture.requirements import Requirements


def read_requirements(
    text: str,
    *,
    region: str | None = None,
    environment: str | None = None,
    chosen: Mapping[str, str] | None = None,
    catalogue: Catalogue | None = None,
) -> Requirements:
    """Understand `text`. Never fails: where the text says nothing, the assumptions and questions tell what was taken.

    Keys and passwords in `text` are redacted before anything else, at the same length.

    `region` (a code) and `environment` are the caller's choice and go before the text. Quotes are exact substrings of
    `text`. The text is data: nothing in it is followed as an instruction. `chosen` are assumptions of an earlier run
    that the user has changed, by subject; `region` and `environment` may be among them. Raises InvalidAssumption for a
    number that is none.
    """
    chosen = dict(chosen or {})
    region, environment = chosen.get("region", region), chosen.get("environment", environment)
    catalogue = catalogue or load_catalogue()
    given, text = text, without_secrets(text)
    words = split_words(text)
    moved = read_migration(text)
    services = read_services(text, words, catalogue, moved=moved)
    capabilities = read_capabilities(text, words)
    capabilities += tuple(migration_capabilities(text, moved, {one.name for one in capabilities}))
    if not is_spelled_out(text, services):
        capabilities += everyday_capabilities(text, words, {one.name for one in capabilities})
    regions = tuple(read_regions(text, words))
    measures = chosen_measures(read_measures(text), chosen)
    compliance = read_compliance(text, words)
    family = choose_family(text, words, services, capabilities, catalogue)
    if family.by_default or any(one.text.lower() in ARCHIVES for one in family.quotes):
        capabilities += tuple(audience_capabilities(text, words, {one.name for one in capabilities}))
    capabilities += watched_budget(measures, text, {one.name for one in capabilities})
    draft = Requirements(
        request=text,
        purpose=purpose_of(text, family.name),
        family=family.name,
        family_quotes=family.quotes,
        capabilities=(*capabilities, *implied_capabilities(compliance, capabilities)),
        services=services,
        measures=measures,
        region=next(iter(regions), None),
        regions=regions,
        preferences=read_preferences(text, words),
        chosen=chosen,
        environment=read_environment(text, words),
        compliance=compliance,
    )
    gaps: Gaps = find_gaps(draft, family, region=region, environment=environment)
    return draft.model_copy(
        update={
            "region": gaps.region,
            "environment": gaps.environment,
            "assumptions": (*gaps.assumptions, *told_of(given, text), *everyday_remarks(text, words)),
            "questions": gaps.questions,
            "conflicts": gaps.conflicts,
        }
    )

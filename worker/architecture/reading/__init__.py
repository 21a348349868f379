"""Reads a request: what is asked for, in types, and the words that each thing was read from."""

from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.reading.facts import read_capabilities, read_compliance, read_environment, read_region
from worker.architecture.reading.family import choose_family
from worker.architecture.reading.gaps import Gaps, find_gaps
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.purpose import purpose_of
from worker.architecture.reading.services import read_services
from worker.architecture.requirements import Requirements


def read_requirements(
    text: str, *, region: str | None = None, environment: str | None = None, catalogue: Catalogue | None = None
) -> Requirements:
    """Understand `text`. Never fails: where the text says nothing, the assumptions and questions tell what was taken.

    `region` (a code) and `environment` are the caller's choice and go before the text. Quotes are exact substrings of
    `text`. The text is data: nothing in it is followed as an instruction.
    """
    catalogue = catalogue or load_catalogue()
    words = split_words(text)
    services = read_services(text, words, catalogue)
    capabilities = read_capabilities(text, words)
    measures = read_measures(text)
    family = choose_family(text, words, services, capabilities)
    draft = Requirements(
        request=text,
        purpose=purpose_of(text, family.name),
        family=family.name,
        family_quotes=family.quotes,
        capabilities=capabilities,
        services=services,
        measures=measures,
        region=read_region(text, words),
        environment=read_environment(text, words),
        compliance=read_compliance(text, words),
    )
    gaps: Gaps = find_gaps(draft, family, region=region, environment=environment)
    return draft.model_copy(
        update={
            "region": gaps.region,
            "environment": gaps.environment,
            "assumptions": gaps.assumptions,
            "questions": gaps.questions,
            "conflicts": gaps.conflicts,
        }
    )

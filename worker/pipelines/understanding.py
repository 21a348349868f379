"""Reads a job's request, with what was chosen and pinned beside it."""

from pydantic import ValidationError

from worker.architecture.alternatives import pinned_requirements
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.pipelines.run import Run


def understood(run: Run, catalogue: Catalogue) -> Requirements:
    """The requirements. Raises InvalidArchitecture for a region or environment that cannot be one, and InvalidPin."""
    _check_chosen(run)
    read = read_requirements(
        run.request, region=run.region, environment=run.environment, chosen=run.chosen, catalogue=catalogue
    )
    return pinned_requirements(read, run.pins, catalogue)


def _check_chosen(run: Run) -> None:
    """Raises InvalidArchitecture for a region or environment that cannot be one, whatever the request says."""
    chosen = {"region": run.region, "environment": run.environment}
    try:
        Architecture.model_validate(
            {"title": "any", "project": "any", "components": (), **{key: one for key, one in chosen.items() if one}}
        )
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        raise InvalidArchitecture(f"{fault['input']!r} is not one: {fault['msg']}", place=place) from error

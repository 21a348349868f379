"""Makes version n+1 of a bundle by an instruction, edited assumptions or an edited architecture, and what differs."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from worker.agents.architect import Design
from worker.architecture.catalogue import Catalogue
from worker.architecture.change import Change, describe
from worker.architecture.difference import Difference, difference
from worker.architecture.errors import EngineError, InvalidArchitecture
from worker.architecture.model import Architecture
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.architecture.revision import (
    NothingToChange,
    Version,
    apply_fixes,
    read_versions,
    revise,
    revise_assumptions,
    version_files,
)
from worker.architecture.revision.changes import changes_between
from worker.architecture.validation import validate
from worker.checks.deployment_effects import SOURCE, deployment_effects
from worker.pipelines.run import Basis, Run
from worker.render.changes import render_changes
from worker.render.cloudformation import render_cloudformation

RULES = "rules of revision"
MOST_BYTES = 2_000_000
BY_HAND = "edited by hand"
TEMPLATE = "cloudformation/template.yaml"

Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True)
class Revision:
    """The next version, and the chain before it."""

    design: Design
    requirements: Requirements
    changes: tuple[Change, ...]
    chain: tuple[Version, ...]
    before: tuple[Architecture, Requirements] | None
    template: bytes = b""
    """The CloudFormation template of the version before, as it was made; empty where it is gone."""

    def files(self, files: Mapping[str, bytes], catalogue: Catalogue) -> dict[str, bytes]:
        """`versions/…`, and where there was a version before `changes.json` and `CHANGES.md`."""
        kept = version_files(self.chain)
        if self.before is None:
            return kept
        return kept | render_changes(self._difference(files, catalogue), self.chain, self.changes, self.design.notes)

    def summary(self, files: Mapping[str, bytes]) -> dict[str, Any]:
        """For the page: version, instruction, and the difference as `changes.json` has it, where there is one."""
        last = self.chain[-1]
        told = json.loads(files["changes.json"]) if "changes.json" in files else None
        return {
            "version": last.number,
            "instruction": last.instruction,
            "notes": list(self.design.notes),
            "changes": told,
        }

    def _difference(self, files: Mapping[str, bytes], catalogue: Catalogue) -> Difference:
        if self.before is None:
            raise ValueError("there is nothing to compare with")
        old, new = self.before[0], self.design.architecture
        found = difference(self.before, (new, self.requirements), catalogue)
        was = self.template or (
            render_cloudformation(old, catalogue)["template.yaml"] if _fits(old, catalogue) else b""
        )
        if not was:
            source = "The version before does not fit the catalogue any more, so nothing could be compared."
            return found.model_copy(update={"effects_source": source})
        effects = deployment_effects(was, files[TEMPLATE], old, new)
        return found.model_copy(update={"effects": effects, "effects_source": SOURCE, "effects_method": "schemas"})


def known_before(run: Run, catalogue: Catalogue) -> Requirements:
    """The requirements of the version before; read from the request where there is none. Raises InvalidArchitecture."""
    basis = run.basis or Basis()
    if "requirements.json" in basis.files:
        return _parsed(Requirements, basis.files["requirements.json"], "requirements.json")
    request = run.request or _title(basis.architecture or basis.files.get("architecture.json", b""))
    return read_requirements(
        request, region=run.region, environment=run.environment, chosen=run.chosen, catalogue=catalogue
    )


def revised(basis: Basis, requirements: Requirements, catalogue: Catalogue) -> Revision:
    """The next version. Raises EngineError for what cannot be done, with the place or the words."""
    content = basis.files.get("architecture.json", b"")
    old = read_architecture(content, catalogue, checked=False) if content else None
    chain = read_versions(basis.files, old) if old else ()
    if basis.architecture:
        made = _by_hand(read_architecture(basis.architecture, catalogue), old, requirements, catalogue)
    elif old is None:
        raise InvalidArchitecture("there is no architecture to revise", place="architecture.json")
    else:
        made = _by_words(basis, old, requirements, chain, catalogue)
    last = Version(
        number=basis.version or (chain[-1].number + 1 if chain else 1),
        instruction=_said(basis),
        when=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        job=basis.job,
        architecture=made.design.architecture,
    )
    before = (old, requirements) if old else None
    return replace(made, chain=(*chain, last), before=before, template=basis.files.get(TEMPLATE, b""))


def first_version(architecture: Architecture) -> dict[str, bytes]:
    """The chain of a bundle that is no revision. It tells no time: the same request makes the same files."""
    return version_files([Version(number=1, architecture=architecture)])


def read_architecture(content: bytes, catalogue: Catalogue, *, checked: bool = True) -> Architecture:
    """An architecture as JSON. Raises InvalidArchitecture and what `validate` raises, with the place."""
    if len(content) > MOST_BYTES:
        message = f"the architecture has {len(content):,} bytes; {MOST_BYTES:,} are the most"
        raise InvalidArchitecture(message, place="architecture")
    architecture = _parsed(Architecture, content, "architecture")
    if checked:
        validate(architecture, catalogue)
    return architecture


def _by_words(
    basis: Basis, old: Architecture, requirements: Requirements, chain: tuple[Version, ...], catalogue: Catalogue
) -> Revision:
    made, known, notes = old, requirements, []
    if basis.assumptions:
        chosen = revise_assumptions(made, basis.assumptions, known, catalogue)
        made, known, notes = chosen.architecture, chosen.requirements, [*chosen.notes]
    if basis.fixes:
        fixed = apply_fixes(made, basis.fixes, known, catalogue)
        if made is old and not fixed.made and not basis.instruction:
            raise NothingToChange(" ".join(fixed.notes))
        made, notes = fixed.architecture, [*notes, *fixed.notes]
    if basis.instruction or not (basis.assumptions or basis.fixes):
        former = chain[-2].architecture if len(chain) > 1 else None
        told = revise(made, basis.instruction, known, catalogue, former=former)
        made, known, notes = told.architecture, told.requirements, [*notes, *told.notes]
    return _revision(made, known, changes_between(old, made, catalogue), tuple(notes))


def _by_hand(new: Architecture, old: Architecture | None, requirements: Requirements, catalogue: Catalogue) -> Revision:
    changes = changes_between(old, new, catalogue) if old and _fits(old, catalogue) else ()
    return _revision(new, requirements, changes, ())


def _revision(
    architecture: Architecture, requirements: Requirements, changes: tuple[Change, ...], notes: tuple[str, ...]
) -> Revision:
    told = "; ".join(describe(change) for change in changes)
    explanation = f"{told[:1].upper()}{told[1:]}." if told else ""
    design = Design(architecture, explanation, references=(), unavailable={}, notes=notes)
    return Revision(design, requirements, changes, (), None)


def _said(basis: Basis) -> str:
    chosen = ", ".join(f"{subject} = {value}" for subject, value in basis.assumptions.items())
    fixed = "; ".join(fix_words(check) for check in basis.fixes)
    return "; ".join(filter(None, [basis.instruction, chosen, fixed])) or (BY_HAND if basis.architecture else "")


def fix_words(check: str) -> str:
    """A check's id is its sentence: `fix: queues are encrypted`."""
    return f"fix: {check.replace('_', ' ')}"


def _fits(architecture: Architecture, catalogue: Catalogue) -> bool:
    """What is wrong with the old one is no fault of the new one."""
    try:
        validate(architecture, catalogue)
    except EngineError:
        return False
    return True


def _title(content: bytes) -> str:
    try:
        found = json.loads(content)
        return str(found.get("summary") or found.get("title") or "")
    except (ValueError, AttributeError):
        return ""


def _parsed(form: type[Form], content: bytes, place: str) -> Form:
    try:
        return form.model_validate_json(content)
    except ValidationError as error:
        fault = error.errors()[0]
        where = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in fault["loc"]).lstrip(".")
        raise InvalidArchitecture(fault["msg"], place=where or place) from error

"""Of a verify job of a revision: the version before, and what the plan over it adds to what the bundle tells."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from worker.architecture.catalogue import Catalogue
from worker.architecture.difference import Difference, Effect
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.architecture.revision import Version, read_versions
from worker.checks.deployment_effects import deployment_effects
from worker.errors import BundleUnreadable
from worker.pipelines.delivery import placed
from worker.render import cloudformation_yaml
from worker.render.changes import CHANGES, rewritten_changes
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform
from worker.trial.site import TERRAFORM, Bundle, Former
from worker.trial.transition_plan import Transition

TEMPLATE = "cloudformation/template.yaml"
ANEW = " (rendered anew from its architecture, since its own files are gone)"


def is_revision(files: Mapping[str, bytes]) -> bool:
    """Was the bundle made of a version before it?"""
    return CHANGES in files


def former_version(files: Mapping[str, bytes], kept: Mapping[str, bytes], catalogue: Catalogue) -> Former | None:
    """The version before that of `files`, with `kept`, its own files; without these it is rendered anew.

    None where it cannot be, since it does not fit the catalogue any more. Raises BundleUnreadable.
    """
    chain = _chain(files)
    if len(chain) < 2:
        return None
    before, after = chain[-2:]
    origin = ""
    if not any(name.startswith(TERRAFORM) for name in kept):
        try:
            kept, origin = _rendered(before.architecture, catalogue), ANEW
        except EngineError:
            return None
    template = kept.get(TEMPLATE)
    judged: tuple[Effect, ...] = ()
    if template and TEMPLATE in files:
        judged = deployment_effects(template, files[TEMPLATE], before.architecture, after.architecture)
    read = cloudformation_yaml.load(template.decode()) if template else None
    return Former(before.number, after.number, Bundle(kept, before.architecture, read), origin, judged)


def with_transition(files: Mapping[str, bytes], transition: Transition) -> dict[str, bytes]:
    """`changes.json` and `CHANGES.md`, telling what the plan found. Raises BundleUnreadable."""
    return rewritten_changes(
        _told(files), _chain(files), effects=transition.effects, source=transition.source, method=transition.method
    )


def revision_summary(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What an implement job's result tells of a revision, from the files. Raises BundleUnreadable."""
    told = _told(files)
    return {
        "version": told["version"],
        "instruction": told["instruction"],
        "notes": told["notes"],
        "changes": told,
    }


def _told(files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(files[CHANGES])
        Difference.model_validate({name: told[name] for name in Difference.model_fields if name in told})
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise BundleUnreadable(f"The bundle's {CHANGES} cannot be read.") from error
    return told


def _chain(files: Mapping[str, bytes]) -> tuple[Version, ...]:
    try:
        present = Architecture.model_validate_json(files["architecture.json"])
        return read_versions(files, present)
    except (KeyError, ValidationError, EngineError) as error:
        raise BundleUnreadable("The versions of the bundle cannot be read.") from error


def _rendered(architecture: Architecture, catalogue: Catalogue) -> dict[str, bytes]:
    return placed(render_terraform(architecture, catalogue), render_cloudformation(architecture, catalogue))

"""The documents of a bundle: README, runbook, decisions, permissions, and requirements and architecture as JSON."""

from collections.abc import Mapping, Sequence

from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements
from worker.render.documents.decisions import render_decisions
from worker.render.documents.page import page
from worker.render.documents.permissions import render_permissions, roles_of
from worker.render.documents.readme import Checked, readme_of
from worker.render.documents.runbook import render_runbook


def render_documents(  # noqa: PLR0913 - what a README tells comes from six places
    requirements: Requirements,
    architecture: Architecture,
    cost: CostEstimate,
    catalogue: Catalogue,
    *,
    files: Mapping[str, bytes] | None = None,
    checks: Sequence[Checked] = (),
) -> dict[str, bytes]:
    """`README.md`, `RUNBOOK.md`, `IAM.md`, `iam.json`, `decisions/…`, `architecture.json` and `requirements.json`.

    `files` are the bundle's other files by path: the README tells of what is there (parameters, sizes, starter code).
    `checks` are the results to tell of; without them the README points at checks.json.
    """
    roles = roles_of(architecture, catalogue)
    others = {
        "RUNBOOK.md": render_runbook(architecture, cost, catalogue),
        "IAM.md": page("IAM.md.j2", title=architecture.title, roles=roles),
        "iam.json": render_permissions(roles),
        **render_decisions(requirements, architecture, cost, catalogue),
        "architecture.json": architecture.model_dump_json(indent=2).encode() + b"\n",
        "requirements.json": requirements.model_dump_json(indent=2).encode() + b"\n",
    }
    known = {**(files or {}), **others}
    readme = readme_of(requirements, architecture, cost, catalogue, files=known, checks=checks)
    return {"README.md": page("README.md.j2", readme=readme), **others}

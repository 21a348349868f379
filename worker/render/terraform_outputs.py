"""outputs.tf: what the person who applied wants to know."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.render.hcl import literal, quoted
from worker.render.outputs import outputs
from worker.render.templates import TERRAFORM
from worker.render.wiring import Wiring


def render_outputs(architecture: Architecture, catalogue: Catalogue, wiring: Wiring) -> str:
    """HCL text."""
    return "\n\n".join(
        f'output "{name}" {{\ndescription = {quoted(description)}\nvalue = {literal(value)}\n}}'
        for name, description, value in outputs(architecture, catalogue, wiring, TERRAFORM)
    )

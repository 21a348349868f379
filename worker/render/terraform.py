"""An architecture as a Terraform root module, in files that a person would keep."""

import textwrap

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import RenderError
from worker.architecture.model import Architecture, Component
from worker.render.context import component_context
from worker.render.hcl_format import format_hcl
from worker.render.source_files import zipped
from worker.render.templates import TERRAFORM, templates_of
from worker.render.terraform_environments import render_environments
from worker.render.terraform_files import Files
from worker.render.terraform_iam import render_iam
from worker.render.terraform_outputs import render_outputs
from worker.render.terraform_root import render_root
from worker.render.terraform_security_groups import render_security_groups
from worker.render.terraform_variables import render_variables
from worker.render.wiring import Edge, wire

COMMENT_WIDTH = 110


def render_terraform(architecture: Architecture, catalogue: Catalogue) -> dict[str, bytes]:
    """Path relative to `terraform/` → content. The architecture must be valid.

    Raises RenderError or CatalogueError where a catalogue file is at fault, InvalidArchitecture where two components
    would make a resource of the same name.
    """
    wiring = wire(architecture, catalogue, TERRAFORM)
    files = Files()
    code: dict[str, bytes] = {}
    for component in architecture.components:
        block = catalogue.block(component.block)
        context = component_context(component, architecture, catalogue, wiring, TERRAFORM)
        path = f"blocks/{block.name}/{TERRAFORM.template}"
        text = templates_of(catalogue.folder, TERRAFORM).render_file(path, context)
        formatted = _formatted(text, path)
        files.add(f"{block.category}.tf", formatted, owner=component.id, heading=_heading(component))
        code |= _code(component, context["files"], text)
    for edge in wiring.edges:
        files.add("connections.tf", _edge(edge, catalogue), owner=edge.id)
    files.add("iam.tf", format_hcl(render_iam(architecture, catalogue, wiring)), owner="iam")
    files.add(
        "security_groups.tf",
        format_hcl(render_security_groups(architecture, catalogue, wiring)),
        owner="security_groups",
    )
    files.add("outputs.tf", format_hcl(render_outputs(architecture, catalogue, wiring)), owner="outputs")
    files.add("variables.tf", format_hcl(render_variables(architecture, catalogue)), owner="variables")
    for name, text in render_root(architecture, files.text()).items():
        files.add_first(name, format_hcl(text))
    content = files.content()
    return content | render_environments(architecture, catalogue, content["variables.tf"].decode()) | code


def _heading(component: Component) -> str:
    """What the component is and why it is here, as a comment."""
    title = f"{component.name}: {component.because}" if component.because else component.name
    printable = "".join(character if character.isprintable() else " " for character in title)
    lines = textwrap.wrap(" ".join(printable.split()), COMMENT_WIDTH) or [component.id]
    return "\n".join(f"# {line}" for line in lines)


def _formatted(text: str, place: str) -> str:
    try:
        return format_hcl(text)
    except ValueError as error:
        raise RenderError(str(error), place=place) from error


def _edge(edge: Edge, catalogue: Catalogue) -> str:
    text = templates_of(catalogue.folder, TERRAFORM).render_text(edge.kind.terraform, edge.scope, place=edge.place)
    if not text.strip():
        return ""
    source, target = edge.scope["source"], edge.scope["target"]
    return f"# {source.id} {edge.kind.meaning} ({target.id})\n{_formatted(text, edge.place)}"


def _code(component: Component, sources: dict[str, str], text: str) -> dict[str, bytes]:
    """The component's source files, and a zip of them where its template wants one."""
    folder = f"functions/{component.id}"
    code = {f"{folder}/{name}": content.encode() for name, content in sources.items()}
    return code | ({f"{folder}.zip": zipped(sources)} if f"{folder}.zip" in text else {})

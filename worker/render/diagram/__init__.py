"""The diagram: D2's ELK engine places boxes and routes lines, and we draw them with AWS's own icons."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.render.diagram.drawing import draw
from worker.render.diagram.layout import lay_out
from worker.render.diagram.scene import make_scene
from worker.render.diagram.source import write_d2


def render_diagram(architecture: Architecture, catalogue: Catalogue) -> dict[str, bytes]:
    """`diagram.svg` and its editable source `diagram.d2`.

    Raises RenderError when the layout engine fails or leaves out a component.
    """
    scene = make_scene(architecture, catalogue)
    source = write_d2(scene)
    svg = draw(scene, lay_out(source, scene))
    return {"diagram.svg": svg.encode(), "diagram.d2": source.encode()}

"""The diagram: D2's ELK engine places boxes and routes lines, and we draw them with AWS's own icons."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.render.diagram.drawing import draw
from worker.render.diagram.drawio import write_drawio
from worker.render.diagram.interactive import write_json
from worker.render.diagram.layout import lay_out
from worker.render.diagram.mermaid import write_mermaid
from worker.render.diagram.png import draw_png
from worker.render.diagram.scene import make_scene
from worker.render.diagram.source import write_d2


def render_diagram(architecture: Architecture, catalogue: Catalogue, *, png: bool = True) -> dict[str, bytes]:
    """`diagram.svg`, the same as `diagram.png`, its editable sources (`.drawio`, `.d2`, `.mmd` for Mermaid),
    and `.json` for pages that draw it themselves.

    Without `png` there is none: drawing it takes longer than all the rest.
    Raises RenderError when the layout engine fails or leaves out a component.
    """
    scene = make_scene(architecture, catalogue)
    source = write_d2(scene)
    layout = lay_out(source, scene)
    svg = draw(scene, layout)
    return {
        "diagram.svg": svg.encode(),
        **({"diagram.png": draw_png(svg)} if png else {}),
        "diagram.drawio": write_drawio(scene, layout).encode(),
        "diagram.d2": source.encode(),
        "diagram.mmd": write_mermaid(scene).encode(),
        "diagram.json": write_json(scene, architecture, catalogue).encode(),
    }

"""The scene as a Mermaid flowchart, which GitHub, GitLab and many wikis draw from the text."""

from worker.render.diagram.scene import Node, Overseer, Scene

_ARROWS = {"request": "-->", "data": "-->", "event": "-.->", "control": "-.->"}


def write_mermaid(scene: Scene) -> str:
    """Deterministic. Names are quoted; what means something to Mermaid or HTML in them is written as entity codes."""
    lines = ["---", f"title: {_front_matter(scene.title)}", "---", "flowchart LR"]
    lines += _nodes(scene, (), 1)
    for frame in sorted({path[:1] for path in scene.frames}):
        lines += _frame(scene, frame, 1)
    if scene.strip:
        lines += ['  subgraph across["Across the architecture"]', "    direction LR"]
        lines += [f"    {_id(overseer.node.key)}[{_label(overseer.node)}]" for overseer in scene.strip]
        lines.append("  end")
    ends = {key: ".".join(path) for key, path in scene.networks().items()}
    for line in scene.lines:
        source, target = (_id(ends.get(key, key)) for key in (line.source, line.target))
        lines.append(f"  {source} {_ARROWS[line.flow]}|{_quoted(line.label)}| {target}")
    lines += [row for overseer in scene.strip for row in _watched(overseer, scene)]
    return "\n".join(lines) + "\n"


def _frame(scene: Scene, path: tuple[str, ...], depth: int) -> list[str]:
    pad = "  " * depth
    inner = sorted(below for below in scene.frames if below[:-1] == path)
    lines = [f"{pad}subgraph {_id('.'.join(path))}[{_quoted(scene.frames[path].title)}]"]
    lines += _nodes(scene, path, depth + 1)
    for below in inner:
        lines += _frame(scene, below, depth + 1)
    return [*lines, f"{pad}end"]


def _nodes(scene: Scene, path: tuple[str, ...], depth: int) -> list[str]:
    return [f"{'  ' * depth}{_id(node.key)}[{_label(node)}]" for node in scene.nodes if node.path == path]


def _watched(overseer: Overseer, scene: Scene) -> list[str]:
    shown = {node.key for node in scene.nodes}
    return [
        f"  {_id(overseer.node.key)} -.-|{_quoted(verb)}| {_id(key)}"
        for verb, keys in overseer.over.items()
        for key in keys
        if key in shown
    ]


def _id(key: str) -> str:
    # A letter and an underscore in front: `end` and `style` are words of Mermaid's own.
    return "n_" + "".join(character if character.isalnum() and character.isascii() else "_" for character in key)


def _label(node: Node) -> str:
    kind = f"<br/><small>{_escaped(node.kind)}</small>" if node.kind else ""
    return f'"{_escaped(node.name)}{kind}"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """Mermaid reads `#35;` as the character with that code; only plain characters stand as they are."""
    plain = set(" .,:()/-+_%")
    spaced = " ".join(text.split())
    return "".join(c if c.isalnum() or c in plain else f"#{ord(c)};" for c in spaced)


def _front_matter(text: str) -> str:
    """A YAML string in single quotes."""
    return "'" + " ".join("".join(c if c.isprintable() else " " for c in text).split()).replace("'", "''") + "'"

"""`python -m stack.mails FOLDER`: write each mail as HTML and text; with a browser, also as pictures."""

import base64
import subprocess
import sys
from html import escape
from pathlib import Path

from jobs.mail.rendering import Footer, render_html, render_text
from stack.layout import PROJECT
from stack.mails.samples import UNSUBSCRIBE_URL, WEB_URL, letters
from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.render.diagram import render_diagram

_DIAGRAM = "diagram"
_REQUEST = "A web application on containers for an online shop, with a Postgres database and a CDN in front"
_SETUP = PROJECT / "stack" / "setup"


def main(folder: Path) -> int:
    """The exit status: of the browser, or 0 where there is none, which is told."""
    folder.mkdir(parents=True, exist_ok=True)
    names = _write(folder)
    sys.stdout.write(f"{len(names)} mails are in {folder}; begin with {folder / 'index.html'}\n")
    found = subprocess.run(["sh", str(_SETUP / "chromium.sh")], stdout=subprocess.PIPE, text=True, check=False)
    if found.returncode:
        return 0
    pictures = PROJECT / "stack" / "mails" / "pictures.mjs"
    command = ["sh", str(_SETUP / "node.sh"), "node", str(pictures), str(folder), found.stdout.strip(), *names]
    return subprocess.run(command, cwd=PROJECT / "frontend", check=False).returncode


def _write(folder: Path) -> list[str]:
    """A picture that a mail carries stands in the page itself."""
    source = f"data:image/png;base64,{base64.b64encode(_diagram()).decode()}"
    written = letters(_DIAGRAM)
    for name, letter in written.items():
        footer = Footer(WEB_URL, None if name == "invitation" else UNSUBSCRIBE_URL)
        html = render_html(letter, footer).replace(f"cid:{_DIAGRAM}", source)
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
        (folder / f"{name}.txt").write_text(render_text(letter, footer), encoding="utf-8")
    listed = "".join(
        f'<li>{escape(letter.subject)}: <a href="{name}.html">HTML</a>, <a href="{name}.txt">text</a></li>'
        for name, letter in written.items()
    )
    page = f"<!doctype html><meta charset=utf-8><title>Mails</title><ul>{listed}</ul>"
    (folder / "index.html").write_text(page, encoding="utf-8")
    return list(written)


def _diagram() -> bytes:
    catalogue = load_catalogue()
    architecture = plan(read_requirements(_REQUEST, catalogue=catalogue), catalogue)
    return render_diagram(architecture, catalogue)["diagram.png"]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))

"""`python -m stack.documentation FOLDER`: the documents as a site; their places in the repository are its addresses.

Pages lie in several folders of the repository and link to each other as they do there. So they are copied as they lie;
a link to what is no page (code, values) becomes its bare name, and one to what is not there fails.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from stack.errors import NotInstalled, StackError
from stack.layout import PROJECT

MKDOCS = PROJECT / "build" / "documentation" / "bin" / "mkdocs"
CONFIGURATION = PROJECT / "stack" / "documentation.yml"
STYLE = PROJECT / "stack" / "documentation.css"
FURTHER_PAGES = (
    *("README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"),
    *("worker/architecture/blocks/README.md", "worker/architecture/review/README.md"),
)
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]+)\]\((?P<target>[^)\s#:]+)(?P<place>#[^)\s]*)?\)")


def pages() -> list[Path]:
    """All pages, by their places in the repository."""
    documents = sorted(path.relative_to(PROJECT) for path in (PROJECT / "docs").glob("*.md"))
    return [*(Path(name) for name in FURTHER_PAGES), *documents]


def build(site: Path) -> None:
    """Write the site into a folder. Raises StackError with every link that leads nowhere."""
    if not MKDOCS.exists():
        raise NotInstalled(f"{MKDOCS} is not installed: make documentation")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        collect(source)
        configuration = Path(folder) / "mkdocs.yml"
        shutil.copy(CONFIGURATION, configuration)
        command = [str(MKDOCS), "build", "--strict", "--config-file", str(configuration)]
        finished = subprocess.run(
            [*command, "--site-dir", str(site.resolve())],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if finished.returncode != 0:
        raise StackError(f"{finished.stdout}{finished.stderr}".strip())


def collect(source: Path) -> None:
    """Copy pages and pictures as they lie. Raises StackError where a page names a file that is not there."""
    known = set(pages())
    for page in known:
        (source / page).parent.mkdir(parents=True, exist_ok=True)
        text = (PROJECT / page).read_text(encoding="utf-8")
        (source / page).write_text(with_links(text, page, known), encoding="utf-8")
    shutil.copy(STYLE, source / STYLE.name)
    shutil.copytree(PROJECT / "docs" / "images", source / "docs" / "images")


def with_links(text: str, page: Path, known: set[Path]) -> str:
    """The page's text, where only pages are linked to."""

    def linked(found: re.Match[str]) -> str:
        place = (PROJECT / page.parent / found["target"]).resolve()
        if not place.exists():
            raise StackError(f"{page} links to {found['target']}, which is not there")
        return found[0] if place.relative_to(PROJECT) in known else found["words"]

    return LINK.sub(linked, text)


def main(arguments: Sequence[str]) -> int:
    """The command."""
    if len(arguments) != 1:
        sys.stderr.write("python -m stack.documentation FOLDER\n")
        return 2
    site = Path(arguments[0])
    try:
        build(site)
    except StackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(f"{site / 'index.html'}: {len(pages())} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Starter code that a block brings: `files/` in its folder, rendered where a name ends in `.j2`."""

import io
import zipfile
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Component
from worker.architecture.options import effective_options
from worker.render.templates import source_templates
from worker.render.values import Verbatim

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: the same files make the same bytes, and Terraform sees no change."""


def source_files(component: Component, catalogue: Catalogue, slots: Mapping[str, list[Any]]) -> dict[str, str]:
    """Relative path → text. Templates see `id`, `name`, `options` and `slots`."""
    folder = catalogue.folder / "blocks" / component.block / "files"
    options = SimpleNamespace(**effective_options(component, catalogue.block(component.block)))
    context = {
        "id": Verbatim(component.id),
        "name": component.name,
        "options": options,
        "slots": SimpleNamespace(**slots),
    }
    files = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        name = path.relative_to(folder).as_posix()
        if name.endswith(".j2"):
            text = source_templates(catalogue.folder).render_file(
                path.relative_to(catalogue.folder).as_posix(), context
            )
            files[name.removesuffix(".j2")] = text
        else:
            files[name] = path.read_text(encoding="utf-8")
    return files


def zipped(files: Mapping[str, str]) -> bytes:
    """The files as a zip whose bytes depend on nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=LONG_AGO)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name].encode())
    return buffer.getvalue()

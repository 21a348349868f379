"""The folder that a bundle stands in."""

import json
from collections.abc import Mapping
from pathlib import Path

from worker.architecture.errors import InvalidArchitecture
from worker.pipelines.run import Basis, File

DEPLOYED = ("terraform/", "cloudformation/template.yaml")
"""What is deployed of a bundle: the next version is compared with it."""


def remove_former(out: Path) -> None:
    """The files of an earlier bundle, so that none of them stands among the new ones; Terraform's state stays."""
    for name in _listed(out):
        (out / name).unlink(missing_ok=True)


def _listed(folder: Path) -> list[str]:
    """The files that the folder's manifest names, those within it; none where the manifest is not ours."""
    try:
        names = list(json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name in map(str, names) if (folder / name).resolve().is_relative_to(folder.resolve())]


def write(out: Path, file: File) -> str:
    """Write one file of a bundle; its name. Raises OSError."""
    path = out / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)
    return file.name


def basis_of(folder: Path | None, edited: Path | None, instruction: str, assumed: Mapping[str, str]) -> Basis | None:
    """What is revised. Raises InvalidArchitecture for a folder without a bundle, OSError for a file that is none."""
    if folder is None and edited is None:
        return None
    files: dict[str, bytes] = {}
    if folder:
        if not (folder / "architecture.json").is_file():
            raise InvalidArchitecture("is missing: the folder holds no bundle", place=f"{folder}/architecture.json")
        known = [folder / "architecture.json", folder / "requirements.json", *folder.glob("versions/**/*.json")]
        known += [folder / name for name in _listed(folder) if name.startswith(DEPLOYED)]
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in known if path.is_file()}
    return Basis(
        files=files,
        instruction=instruction if folder else "",
        assumptions=assumed if folder else {},
        architecture=edited.read_bytes() if edited else b"",
    )

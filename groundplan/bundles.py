"""A bundle on our side: every file is the one that the manifest names, and none leaves its folder."""

import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from groundplan.errors import NotGenuine

ARCHIVE = "bundle.zip"
MANIFEST = "MANIFEST.json"
LONGEST_SLUG = 48
LARGEST_BYTES = 200_000_000
"""Of all files unpacked; real bundles have some hundred kilobytes."""


class Bundle:
    """The files of one implement job, each checked against the manifest."""

    def __init__(self, archive: bytes) -> None:
        """`archive` is the zip as it came. Raises NotGenuine, which names the file that is wrong."""
        self.archive = archive
        self.files: Mapping[str, bytes] = read_bundle(archive)

    def unpack(self, folder: str | Path) -> Path:
        """Write the files into `folder`, over what has their names there; other files are left alone."""
        return write_files(self.files, Path(folder))


def write_files(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write path → content under `folder`. Raises NotGenuine before a path would leave it."""
    for path, content in files.items():
        target = folder / safe_path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def free_folder(parent: Path, slug: str, files: Mapping[str, bytes]) -> Path:
    """`slug`, or `slug-2` and so on: never a folder with anything else in it than these files.

    Someone may have deployed from an earlier bundle: then its Terraform state lies there.
    """
    folder, number = parent / slug, 1
    while folder.exists() and not _holds_only(folder, files):
        number += 1
        folder = parent / f"{slug}-{number}"
    return folder


def _holds_only(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether writing these files there changes nothing."""
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return all(name in files and path.read_bytes() == files[name] for name, path in there.items())


def slug_of(title: str) -> str:
    """A folder name of whole words: lower-case ASCII letters, digits and hyphens, at most LONGEST_SLUG."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only.lower())
    while len("-".join(words)) > LONGEST_SLUG and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST_SLUG] or "bundle"


def read_bundle(archive: bytes) -> dict[str, bytes]:
    """Path → content, each checked against the manifest. Raises NotGenuine naming the file that is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > LARGEST_BYTES:
                raise NotGenuine(f"the bundle unpacks to more than {LARGEST_BYTES:,} bytes")
            files = {safe_path(entry.filename): zipped.read(entry) for entry in entries}
    except zipfile.BadZipFile as error:
        raise NotGenuine(f"the bundle is not a whole zip file: {error}") from error
    _check(files)
    return files


def safe_path(name: str) -> str:
    """The path, which stays in its folder. Raises NotGenuine where it would not."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise NotGenuine(f"the bundle holds an entry that leaves its folder: {name!r}")
    return str(path)


def _check(files: Mapping[str, bytes]) -> None:
    if MANIFEST not in files:
        raise NotGenuine(f"the bundle has no {MANIFEST}")
    sums = {path: entry["sha256"] for path, entry in json.loads(files[MANIFEST])["files"].items()}
    unlisted = sorted(set(files) - set(sums) - {MANIFEST})
    missing = sorted(set(sums) - set(files))
    if unlisted or missing:
        raise NotGenuine(f"manifest and files differ: not listed {unlisted}, missing {missing}")
    for path, expected in sums.items():
        if hashlib.sha256(files[path]).hexdigest() != expected:
            raise NotGenuine(f"{path} is not the file that the manifest names: its SHA-256 differs")

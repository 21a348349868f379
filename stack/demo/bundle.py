"""The bundle on our side: every file is the one the manifest names, and none leaves its folder."""

import hashlib
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

from stack.errors import DemoFailed

MANIFEST = "MANIFEST.json"
LONGEST_SLUG = 48
LARGEST_BYTES = 200_000_000  # of all files unpacked; real bundles have some hundred kilobytes


def slug_of(title: str) -> str:
    """A folder name of whole words: lower-case ASCII letters, digits and hyphens, at most LONGEST_SLUG."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only.lower())
    while len("-".join(words)) > LONGEST_SLUG and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST_SLUG] or "bundle"


def read_bundle(archive: bytes) -> dict[str, bytes]:
    """Path → content, each checked against the manifest. Raises DemoFailed naming the file that is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
            entries = [entry for entry in zipped.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > LARGEST_BYTES:
                raise DemoFailed(f"the bundle unpacks to more than {LARGEST_BYTES:,} bytes")
            files = {_safe(entry.filename): zipped.read(entry) for entry in entries}
    except zipfile.BadZipFile as error:
        raise DemoFailed(f"the bundle is not a whole zip file: {error}") from error
    _check(files)
    return files


def write_bundle(files: dict[str, bytes], out: Path, slug: str) -> Path:
    """Write the files to `out/<slug>/`, or `out/<slug>-2/` and so on; never over a folder with anything else in it.

    Someone may have deployed from an earlier bundle: then its Terraform state lies there.
    """
    folder = out / slug
    number = 1
    while folder.exists() and not _holds_only(folder, files):
        number += 1
        folder = out / f"{slug}-{number}"
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def _holds_only(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether writing these files there changes nothing."""
    there = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return all(name in files and path.read_bytes() == files[name] for name, path in there.items())


def _safe(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise DemoFailed(f"the bundle holds an entry that leaves its folder: {name!r}")
    return str(path)


def _check(files: dict[str, bytes]) -> None:
    if MANIFEST not in files:
        raise DemoFailed(f"the bundle has no {MANIFEST}")
    sums = {path: entry["sha256"] for path, entry in json.loads(files[MANIFEST])["files"].items()}
    unlisted = sorted(set(files) - set(sums) - {MANIFEST})
    missing = sorted(set(sums) - set(files))
    if unlisted or missing:
        raise DemoFailed(f"manifest and files differ: not listed {unlisted}, missing {missing}")
    for path, expected in sums.items():
        if hashlib.sha256(files[path]).hexdigest() != expected:
            raise DemoFailed(f"{path} is not the file that the manifest names: its SHA-256 differs")

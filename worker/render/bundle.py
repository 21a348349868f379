"""The bundle: one zip with a manifest. The same files give the same bytes."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath

MANIFEST = "MANIFEST.json"
# Zip knows no earlier date; a real one would make every bundle different.
EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, in order of their names, with MANIFEST.json (sha256 and size of each) at the end.

    Raises ValueError for a name that would leave the folder it is unpacked in.
    """
    for name in files:
        _check_name(name)
    content = {name: files[name] for name in sorted(files) if name != MANIFEST}
    content[MANIFEST] = manifest(content)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = READABLE
            entry.create_system = 3  # unix, whatever this runs on: it is part of the bytes
            archive.writestr(entry, data)
    return buffer.getvalue()


def manifest(files: Mapping[str, bytes]) -> bytes:
    """MANIFEST.json: `{"files": {name: {"sha256", "size"}}}`, size in bytes. It does not list itself."""
    listed = {
        name: {"sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])}
        for name in sorted(files)
        if name != MANIFEST
    }
    return json.dumps({"version": 1, "files": listed}, indent=2).encode() + b"\n"


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or str(path) != name:
        raise ValueError(f"{name!r} is no plain relative path")

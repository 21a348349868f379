"""The bundle is the same for the same files, holds them all, and cannot leave its folder."""

import hashlib
import io
import json
import zipfile

import pytest

from worker.render.bundle import MANIFEST, manifest, pack

FILES = {"terraform/main.tf": b"locals {}\n", "README.md": b"# Hello\n"}


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bundle_holds_every_file_and_a_manifest():
    assert unpacked(pack(FILES)) == {**FILES, MANIFEST: manifest(FILES)}


def test_the_manifest_has_the_sum_and_the_size_of_each_file():
    listed = json.loads(manifest(FILES))["files"]
    assert listed == {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in FILES.items()
    }


def test_the_same_files_in_any_order_give_the_same_bytes():
    assert pack(FILES) == pack(dict(reversed(FILES.items())))


def test_an_old_manifest_is_replaced():
    assert unpacked(pack({**FILES, MANIFEST: b"old"}))[MANIFEST] == manifest(FILES)


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "a/../../x", "a\\b", "a//b", "./a"])
def test_a_name_that_would_leave_the_folder_is_refused(name):
    with pytest.raises(ValueError, match="no plain relative path"):
        pack({name: b""})

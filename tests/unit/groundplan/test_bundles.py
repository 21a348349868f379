"""A bundle is unpacked only when every file is the one that its manifest names, and never outside its folder."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from groundplan.bundles import free_folder, read_bundle, slug_of, write_files
from groundplan.errors import NotGenuine


def manifest(files: dict[str, bytes]) -> bytes:
    listed = {name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in files.items()}
    return json.dumps({"version": 1, "files": listed}).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def bundle(files: dict[str, bytes], **more: bytes) -> bytes:
    return zipped({**files, "MANIFEST.json": manifest(files), **more})


def test_a_whole_bundle_is_read() -> None:
    files = {"README.md": b"hello", "terraform/main.tf": b"# nothing"}
    assert read_bundle(bundle(files)).keys() == {*files, "MANIFEST.json"}


def test_a_file_that_was_changed_is_named() -> None:
    with pytest.raises(NotGenuine, match=r"README\.md is not the file that the manifest names"):
        read_bundle(zipped({"README.md": b"changed", "MANIFEST.json": manifest({"README.md": b"hello"})}))


def test_files_beside_the_manifest_are_named() -> None:
    with pytest.raises(NotGenuine, match=r"not listed \['extra'\]"):
        read_bundle(bundle({"README.md": b"hello"}, extra=b"?"))


def test_files_that_are_missing_are_named() -> None:
    with pytest.raises(NotGenuine, match=r"missing \['README.md'\]"):
        read_bundle(zipped({"MANIFEST.json": manifest({"README.md": b"hello"})}))


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "..\\evil", "C:evil"])
def test_an_entry_that_leaves_its_folder_is_refused(name: str) -> None:
    with pytest.raises(NotGenuine, match="leaves its folder"):
        read_bundle(bundle({name: b"x"}))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groundplan.bundles.LARGEST_BYTES", 1_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("it was unpacked"))

    with pytest.raises(NotGenuine, match="more than 1,000 bytes"):
        read_bundle(bundle({f"{number}.txt": b"x" * 100 for number in range(20)}))


def test_an_entry_that_is_longer_than_it_says_is_refused() -> None:
    """The sum above counts what entries say of themselves."""
    archive = bundle({"a.txt": b"x" * 100_000}).replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with pytest.raises(NotGenuine, match="not a whole zip"):
        read_bundle(archive)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip"])
def test_what_is_no_zip_is_told(content: bytes) -> None:
    with pytest.raises(NotGenuine, match="not a whole zip"):
        read_bundle(content)


def written(files: dict[str, bytes], parent: Path, slug: str) -> Path:
    return write_files(files, free_folder(parent, slug, files))


def test_the_same_bundle_again_needs_no_second_folder(tmp_path: Path) -> None:
    files = {"README.md": b"hello"}
    assert written(files, tmp_path, "shop") == written(files, tmp_path, "shop") == tmp_path / "shop"


def test_a_folder_with_anything_else_in_it_is_left_alone(tmp_path: Path) -> None:
    first = written({"terraform/main.tf": b"# one"}, tmp_path, "shop")
    (first / "terraform" / "terraform.tfstate").write_text("what runs in somebody's account")
    second = written({"terraform/main.tf": b"# two"}, tmp_path, "shop")
    assert second == tmp_path / "shop-2"
    assert (first / "terraform" / "main.tf").read_bytes() == b"# one"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Web shop", "web-shop"),
        ("Köln: $5 “café” & more", "koln-5-cafe-more"),
        ("図", "bundle"),
        ("../../etc", "etc"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word"),
        ("x" * 100, "x" * 48),
    ],
)
def test_titles_become_folder_names_of_whole_words(title: str, slug: str) -> None:
    assert slug_of(title) == slug

"""The example of the first page is what the engine made, byte for byte."""

import hashlib
import json

from stack.example import ABOUT, FILES, LEFT_OUT, REQUEST
from stack.layout import PROJECT

FOLDER = PROJECT / "frontend" / "public" / "example"


def test_every_file_is_as_the_bundles_own_manifest_says_and_none_is_missing():
    manifest = json.loads((FOLDER / FILES / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    wanted = {name: one["sha256"] for name, one in manifest.items() if not name.startswith(LEFT_OUT)}
    found = {
        path.relative_to(FOLDER / FILES).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (FOLDER / FILES).rglob("*")
        if path.is_file()
    }
    del found["MANIFEST.json"]
    assert found == wanted


def test_what_the_page_tells_of_it_is_its_own():
    about = json.loads((FOLDER / ABOUT).read_text(encoding="utf-8"))
    shown = {one["name"]: one["size"] for one in about["shown"]}
    assert about["request"] == REQUEST
    assert shown == {name: (FOLDER / FILES / name).stat().st_size for name in shown}
    assert {"diagram.svg", "cost.json", "checks.json", "terraform/compute.tf"} <= set(shown)
    cost = json.loads((FOLDER / FILES / "cost.json").read_text(encoding="utf-8"))
    assert about["result"]["monthly_usd"] == cost["monthly_usd"]

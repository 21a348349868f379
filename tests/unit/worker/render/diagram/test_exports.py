"""The picture as PNG, draw.io and Mermaid: everything is in it, and no text gets out of its place."""

import re
import struct
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from stack.testing.architectures import labels
from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.render.diagram import render_diagram
from worker.render.diagram.png import WIDEST, draw_png

CATALOGUE = load_catalogue()
EDGES = (("api", "function"), ("function", "table"), ("key", "table"))
BLOCKS = {"api": "http_api", "function": "lambda_function", "table": "dynamodb_table", "key": "kms_key"}


def design(name: str = "Orders") -> Architecture:
    return Architecture(
        title=name,
        project="shop",
        components=tuple(Component(id=one, block=block, name=name) for one, block in BLOCKS.items()),
        connections=tuple(Connection(source=a, target=b) for a, b in EDGES),
    )


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return render_diagram(design(), CATALOGUE)


def test_the_png_is_twice_as_wide_as_the_svg(files: dict[str, bytes]) -> None:
    width = int(re.search(rb' width="(\d+)"', files["diagram.svg"])[1])
    assert files["diagram.png"].startswith(b"\x89PNG")
    assert struct.unpack(">I", files["diagram.png"][16:20])[0] == 2 * width


def test_a_very_wide_picture_is_scaled_down() -> None:
    png = draw_png('<svg xmlns="http://www.w3.org/2000/svg" width="12000" height="10" viewBox="0 0 12000 10"/>')
    assert struct.unpack(">I", png[16:20])[0] <= WIDEST


def test_draw_io_has_every_component_and_line_and_fetches_nothing(files: dict[str, bytes]) -> None:
    cells = {cell.get("id"): cell for cell in ElementTree.fromstring(files["diagram.drawio"]).iter("mxCell")}
    assert set(BLOCKS) <= set(cells)
    ends = {(cell.get("source"), cell.get("target")) for cell in cells.values() if cell.get("edge")}
    assert {("api", "function"), ("function", "table")} <= ends
    assert all(cell.get("parent") in cells for key, cell in cells.items() if key != "0")
    assert b"http://" not in files["diagram.drawio"].replace(b"http://www.w3.org", b"")


def test_a_cell_stands_relative_to_the_frame_around_it(files: dict[str, bytes]) -> None:
    cells = {cell.get("id"): cell for cell in ElementTree.fromstring(files["diagram.drawio"]).iter("mxCell")}
    region, table = cells["frame-aws.region"], cells["table"]
    assert table.get("parent") == "frame-aws.region"
    inner, outer = table.find("mxGeometry"), region.find("mxGeometry")
    assert 0 < float(inner.get("x")) < float(outer.get("width"))


def test_mermaid_has_every_component_and_line(files: dict[str, bytes]) -> None:
    text = files["diagram.mmd"].decode()
    assert all(f"n_{one}[" in text for one in BLOCKS)
    assert 'n_api -->|"invoke"| n_function' in text
    assert 'n_key -.-|"encrypts"| n_table' in text


@given(labels)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_name_gets_out_of_its_place(name: str) -> None:
    files = render_diagram(design(name), CATALOGUE, png=False)
    harmless = render_diagram(design("Orders"), CATALOGUE, png=False)
    cells = [cell.get("id") for cell in ElementTree.fromstring(files["diagram.drawio"]).iter("mxCell")]
    assert cells == [cell.get("id") for cell in ElementTree.fromstring(harmless["diagram.drawio"]).iter("mxCell")]
    assert _shape(files["diagram.mmd"]) == _shape(harmless["diagram.mmd"])


def _shape(mermaid: bytes) -> str:
    """The text with what stands between quotes taken out."""
    lines = [line for line in mermaid.decode().splitlines() if not line.startswith("title:")]
    return re.sub(r'"[^"]*"', '""', "\n".join(lines))

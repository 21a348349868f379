"""The items of a batch out of its body, in whichever of three forms it comes; each with the line where it stands."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Request

from web.batch_bodies import LINE_BYTES, Fingerprint, chunks_of, lines_of, whole
from web.problems import BodyTooLarge, Fault, InvalidFields, Problem, UnreadableBody, UnsupportedBody
from web.schemas.batches import MOST_ITEMS, BatchItem
from web.strict_json import kind, parse_object

COLUMNS = tuple(BatchItem.model_fields)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Read:
    """One item as it stands in the body, or why it cannot be read."""

    line: int
    content: dict[str, Any]
    fault: Fault | None = None


def read_items(request: Request, fingerprint: Fingerprint) -> Iterator[Read]:
    """Raises UnsupportedBody, UnreadableBody, BodyTooLarge and InvalidFields where the body as a whole is at fault."""
    read = _FORMS.get(request.mimetype)
    if read is None:
        raise UnsupportedBody(faults=[Fault("Content-Type", "is not understood", f"one of {', '.join(_FORMS)}")])
    return _counted(read(fingerprint.through(chunks_of(request))))


def _counted(items: Iterator[Read]) -> Iterator[Read]:
    for number, item in enumerate(items, 1):
        if number > MOST_ITEMS:
            raise BodyTooLarge(faults=[Fault("items", "are too many", f"at most {MOST_ITEMS:,} in one batch")])
        yield item


def _of_lines(chunks: Iterator[bytes]) -> Iterator[Read]:
    for number, line in lines_of(chunks):
        if number == 1:
            line = line.removeprefix(_BOM)  # noqa: PLW2901 - the same line, without what some editors begin a file with
        if not line.isspace():
            yield _object(number, line)


def _object(number: int, line: bytes) -> Read:
    try:
        return Read(number, parse_object(line))
    except Problem as problem:
        fault = problem.faults[0]
        return Read(number, {}, Fault("line", fault.fault.replace("at line 1, column", "at column"), fault.limit))


def _of_document(chunks: Iterator[bytes]) -> Iterator[Read]:
    document = parse_object(whole(chunks))
    if extra := sorted(document.keys() - {"items"}):
        raise InvalidFields(faults=[Fault(extra[0][:80], "is not a known field", "items")])
    items = document.get("items")
    if not isinstance(items, list):
        told = "is missing" if items is None else f"is {kind(items)}"
        raise InvalidFields(faults=[Fault("items", told, "a list of items")])
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield Read(number, item)
        else:
            yield Read(number, {}, Fault("item", f"is {kind(item)}", "an object"))


def _of_table(chunks: Iterator[bytes]) -> Iterator[Read]:
    """RFC 4180, with a line of names; cells may hold line breaks in quotes, so a fault of the form ends the reading."""
    rows = csv.reader(_text(lines_of(chunks)), strict=True)
    csv.field_size_limit(LINE_BYTES)
    try:
        names = _names(next(rows, []))
        before = rows.line_num
        for cells in rows:
            line, before = before + 1, rows.line_num
            if any(cells):
                yield _row(line, names, cells)
    except csv.Error as error:
        raise UnreadableBody(
            faults=[Fault(f"items.{rows.line_num}", f"is no line of CSV: {error}", "RFC 4180")]
        ) from error


def _text(lines: Iterator[tuple[int, bytes]]) -> Iterator[str]:
    for number, line in lines:
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            fault = Fault(f"items.{number}", f"has bytes that are not UTF-8, the first at {error.start}", "UTF-8")
            raise UnreadableBody(faults=[fault]) from error


def _names(cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or not names or len(set(names)) != len(names):
        told = f"has no column {unknown[0][:40]!r}" if unknown else "names a column twice" if names else "is empty"
        raise InvalidFields(faults=[Fault("items.1", told, f"columns of {', '.join(COLUMNS)}")])
    return names


def _row(line: int, names: list[str], cells: list[str]) -> Read:
    if len(cells) > len(names):
        return Read(line, {}, Fault("line", f"has {len(cells)} cells", f"at most {len(names)}, as the first line has"))
    content: dict[str, Any] = {}
    for name, cell in zip(names, cells, strict=False):
        if not cell.strip():
            continue
        try:
            content[name] = _CELLS[name](cell) if name in _CELLS else cell
        except Problem as problem:
            return Read(line, {}, Fault(name, problem.faults[0].fault, problem.faults[0].limit))
    return Read(line, content)


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _mapping(cell: str) -> dict[str, Any]:
    """`users=50000; region=eu-west-1`, or a JSON object."""
    if cell.lstrip().startswith("{"):
        return parse_object(cell.encode(errors="surrogatepass"))
    pairs = [part.partition("=") for part in _list(cell)]
    if any(not sign for _, sign, _ in pairs):
        raise InvalidFields(faults=[Fault("assumptions", "has a part without =", "name=value; name=value")])
    return {name.strip(): value.strip() for name, _, value in pairs}


def _document(cell: str) -> dict[str, Any]:
    return parse_object(cell.encode(errors="surrogatepass"))


_CELLS: Mapping[str, Callable[[str], Any]] = {"pins": _list, "assumptions": _mapping, "architecture": _document}
_FORMS: Mapping[str, Callable[[Iterator[bytes]], Iterator[Read]]] = {
    "application/json": _of_document,
    "application/x-ndjson": _of_lines,
    "application/jsonl": _of_lines,
    "text/csv": _of_table,
}

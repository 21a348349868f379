"""The body of a batch as it comes in: bounded, unpacked where it is compressed, and cut into lines."""

import hashlib
import zlib
from collections.abc import Iterator

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from web.problems import BodyTooLarge, Fault, UnreadableBody, UnsupportedBody
from web.request_bodies import too_large
from web.strict_json import ARCHITECTURE_BYTES

SENT_BYTES = 32 * 1024 * 1024
EXPANDED_BYTES = 64 * 1024 * 1024
DOCUMENT_BYTES = 16 * 1024 * 1024
"""Of a body that is one JSON document, which is parsed as a whole."""

LINE_BYTES = ARCHITECTURE_BYTES
MOST_LINES = 1_000_000
"""Of a table, whose cells may hold many, and of empty ones, which cost time too."""

_RATIO = 200
_RATIO_HOLDS_FROM = 4 * 1024 * 1024  # a short body of one letter is no attack
_CHUNK = 64 * 1024
_MOST_MEMBERS = 2_000
"""Of a gzip body: who packs in blocks makes one of 64 KB. Empty ones have 20 bytes, and would cost half a minute."""
_GZIP = zlib.MAX_WBITS | 16


class Fingerprint:
    """What tells one body from any other, made while it is read, however it is packed."""

    def __init__(self, *more: str) -> None:
        self._digest = hashlib.sha256("\n".join(more).encode())

    def through(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Pass the body on."""
        for chunk in chunks:
            self._digest.update(chunk)
            yield chunk

    def text(self) -> str:
        """Once the body has been read to its end."""
        return self._digest.hexdigest()


def chunks_of(request: Request) -> Iterator[bytes]:
    """The expanded body. Raises BodyTooLarge, UnreadableBody, UnsupportedBody, each naming its limit."""
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "identity":
        return _limited(_sent(request))
    if encoding == "gzip":
        return _limited(_unzipped(_sent(request)))
    raise UnsupportedBody(faults=[Fault("Content-Encoding", "is not understood", "identity or gzip")])


def lines_of(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Number, from 1, and content of each line, with its end. Raises BodyTooLarge where one is too long."""
    number, rest = 1, b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield number, line + b"\n"
            number += 1
        if number > MOST_LINES:
            raise BodyTooLarge(faults=[Fault("body", "has too many lines", f"at most {MOST_LINES:,}")])
        if len(rest) > LINE_BYTES:
            raise BodyTooLarge(faults=[Fault(f"items.{number}", "is too large", f"at most {LINE_BYTES:,} bytes")])
    if rest:
        yield number, rest


def whole(chunks: Iterator[bytes]) -> bytes:
    """All of it. Raises BodyTooLarge."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > DOCUMENT_BYTES:
            raise BodyTooLarge(
                "Send this much as JSON Lines, which are read line by line.",
                [Fault("body", "is too large for one document", f"at most {DOCUMENT_BYTES:,} bytes")],
            )
    return bytes(content)


def _sent(request: Request) -> Iterator[bytes]:
    """As it travels. A chunked body is cut at the limit without a word, so one byte more is asked for."""
    request.max_content_length = SENT_BYTES + 1
    read = 0
    try:
        while chunk := request.stream.read(_CHUNK):
            read += len(chunk)
            if read > SENT_BYTES:
                raise too_large(SENT_BYTES)
            yield chunk
    except RequestEntityTooLarge as error:
        raise too_large(SENT_BYTES) from error
    except ClientDisconnected as error:
        raise UnreadableBody(faults=[Fault("body", "ended early", "as long as Content-Length says")]) from error


def _limited(chunks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > EXPANDED_BYTES:
            raise too_large(EXPANDED_BYTES)
        yield chunk


def _unzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Never more than a chunk at a time, whatever the body claims to hold."""
    unzip, members, read, made = zlib.decompressobj(_GZIP), 1, 0, 0
    for chunk in chunks:
        read += len(chunk)
        left = chunk
        while left:
            if unzip.eof:  # files of several members are one (RFC 1952)
                unzip = zlib.decompressobj(_GZIP)
                members += 1
            if members > _MOST_MEMBERS:
                raise BodyTooLarge(faults=[Fault("body", "has too many gzip members", f"at most {_MOST_MEMBERS:,}")])
            try:
                content = unzip.decompress(left, _CHUNK)
            except zlib.error as error:
                raise UnreadableBody(faults=[Fault("body", "is not gzip", "RFC 1952")]) from error
            made += len(content)
            if made > _RATIO_HOLDS_FROM and made > _RATIO * read:
                raise BodyTooLarge(faults=[Fault("body", "unpacks to too much", f"at most {_RATIO} times its size")])
            yield content
            left = unzip.unused_data if unzip.eof else unzip.unconsumed_tail
    if not unzip.eof:
        raise UnreadableBody(faults=[Fault("body", "ended in the middle of its gzip data", "a whole body")])

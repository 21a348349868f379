"""WebSocket frames as bytes, made once and written to any number of sockets (RFC 6455, section 5.2).

A server's frames are not masked, so the same bytes are right for every client.
"""

import json
import struct
from collections.abc import Mapping

_FINAL = 0x80
_TEXT = 0x1
_CLOSE = 0x8
_PING = 0x9

SERVICE_RESTART = 1012
TRY_AGAIN_LATER = 1013
"""https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number."""

SIGNED_OUT = 4401
"""Ours: numbers from 4000 on are private."""


def text_frame(payload: bytes) -> bytes:
    """Wrap UTF-8 ``payload`` in one final text frame."""
    return _frame(_TEXT, payload)


def message_frame(message: Mapping[str, object]) -> bytes:
    """Encode ``message`` as JSON in one text frame."""
    return text_frame(json.dumps(message, separators=(",", ":")).encode())


def close_frame(code: int, reason: str = "") -> bytes:
    """Return a close frame; ``reason`` is at most 123 bytes of UTF-8, as control frames are short."""
    return _frame(_CLOSE, struct.pack("!H", code) + reason.encode())


def _frame(opcode: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < 126:
        header = struct.pack("!BB", _FINAL | opcode, length)
    elif length < 1 << 16:
        header = struct.pack("!BBH", _FINAL | opcode, 126, length)
    else:
        header = struct.pack("!BBQ", _FINAL | opcode, 127, length)
    return header + payload


PING = _frame(_PING, b"")
RESYNC = message_frame({"type": "resync"})
FAREWELL = close_frame(SERVICE_RESTART, "restarting")

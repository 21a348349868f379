"""WebSockets as a client of the bench speaks them: as much as it needs, over plain sockets."""

import socket
import struct

from stack.servers.ports import HOST

TEXT, CLOSE, PING = 0x1, 0x8, 0x9
PONG = bytes([0x8A, 0x80, 0, 0, 0, 0])
_PATIENCE_SECONDS = 30.0


def call(port: int, headers: str) -> socket.socket:
    """Connect, and send the head of the handshake without waiting for the answer."""
    sock = socket.create_connection((HOST, port), timeout=_PATIENCE_SECONDS)
    head = (
        f"GET /live HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n"
    )
    sock.sendall(head.encode())
    return sock


def shake_hands(sock: socket.socket) -> None:
    """Read the head of the answer and no byte more: frames may follow it."""
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        piece = sock.recv(4096, socket.MSG_PEEK)
        end = (answer + piece).find(b"\r\n\r\n")
        piece = sock.recv(len(piece) if end < 0 else end + 4 - len(answer))
        if not piece:
            raise ConnectionError(f"the server hung up in the handshake after {answer!r}")
        answer += piece
    if not answer.startswith(b"HTTP/1.1 101"):
        raise ConnectionError(f"the server refused a client: {answer!r}")


def masked(text: str) -> bytes:
    """A client's text frame, masked with zeros."""
    payload = text.encode()
    assert len(payload) < 126
    return bytes([0x80 | TEXT, 0x80 | len(payload)]) + bytes(4) + payload


def split_frames(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The whole frames in `data`, and what is left of it. A server's frames are not masked."""
    frames, at = [], 0
    while len(data) - at >= 2:
        length, begin = data[at + 1], at + 2
        if length == 126:
            if len(data) - at < 4:
                break
            (length,), begin = struct.unpack_from("!H", data, begin), at + 4
        elif length == 127:
            raise ConnectionError("a message of the bench is never that long")
        if len(data) < begin + length:
            break
        frames.append((data[at] & 0xF, data[begin : begin + length]))
        at = begin + length
    return frames, data[at:]

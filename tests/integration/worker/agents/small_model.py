"""A small deterministic model behind an OpenAI-compatible server, and a gate before Bedrock that can throttle."""

import json
import threading
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Call = tuple[str, dict[str, Any]]
Heard = list[str]
"""The texts of all tool results so far, in order."""
Script = Callable[[Heard], Call | str]
"""What the model does next: a call of a tool, or words that end its turn."""
WORDS = "I go on. "
USAGE = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}


def in_turn(steps: Sequence[Call]) -> Script:
    """One step after the other, the last one for ever."""
    return lambda heard: steps[min(len(heard), len(steps) - 1)]


class SmallModel:
    """Serves each of its scripts as a model of that name, streamed or whole, as it is asked."""

    def __init__(self) -> None:
        self.scripts: dict[str, Script] = {}
        self.prompts: dict[str, list[list[dict[str, Any]]]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._answer))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def heard(self, model: str) -> Heard:
        """What the tools answered by its last turn."""
        return [str(one["content"]) for one in self.prompts[model][-1] if one["role"] == "tool"]

    def _answer(self, handler: BaseHTTPRequestHandler, content: bytes) -> None:
        body = json.loads(content)
        self.prompts.setdefault(body["model"], []).append(body["messages"])
        step = self.scripts[body["model"]](self.heard(body["model"]))
        reply = _stream(step, body) if body.get("stream") else json.dumps(_whole(step, body)).encode()
        _send(handler, 200, "text/event-stream" if body.get("stream") else "application/json", reply)


class Gate:
    """Stands before MiniStack's Bedrock: refuses the next `throttles` calls as AWS does, and hands on the others."""

    def __init__(self, target: str) -> None:
        self.throttles = 0
        self.paths: list[str] = []
        self._target = urlsplit(target)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._pass))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _pass(self, handler: BaseHTTPRequestHandler, content: bytes) -> None:
        self.paths.append(handler.path)
        if self.throttles > 0:
            self.throttles -= 1
            fault = json.dumps({"message": "Too many requests", "__type": "ThrottlingException"}).encode()
            _send(handler, 429, "application/json", fault, {"x-amzn-ErrorType": "ThrottlingException"})
            return
        connection = HTTPConnection(self._target.hostname or "", self._target.port, timeout=30)
        headers = {name: value for name, value in handler.headers.items() if name.lower() != "host"}
        connection.request("POST", handler.path, body=content, headers=headers)
        answer = connection.getresponse()
        _send(handler, answer.status, answer.headers["Content-Type"], answer.read())
        connection.close()


def _handler(answer: Callable[[BaseHTTPRequestHandler, bytes], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self, self.rfile.read(int(self.headers["Content-Length"])))

        def log_message(self, *_: Any) -> None:
            """Silent."""

    return Handler


def _send(
    handler: BaseHTTPRequestHandler, status: int, kind: str, content: bytes, headers: dict[str, str] | None = None
) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


def _message(step: Call | str, body: dict[str, Any]) -> tuple[dict[str, Any], str]:
    if isinstance(step, str):
        return {"role": "assistant", "content": step}, "stop"
    function = {"name": step[0], "arguments": json.dumps(step[1])}
    call = {"id": f"call{len(body['messages'])}", "type": "function", "function": function}
    return {"role": "assistant", "content": WORDS, "tool_calls": [call]}, "tool_calls"


def _whole(step: Call | str, body: dict[str, Any]) -> dict[str, Any]:
    message, reason = _message(step, body)
    return {"choices": [{"index": 0, "message": message, "finish_reason": reason}], "usage": USAGE}


def _stream(step: Call | str, body: dict[str, Any]) -> bytes:
    """Server-sent events: the words letter by letter, the arguments in halves, the usage last."""
    message, reason = _message(step, body)
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": letter} for letter in message["content"]]
    for call in message.get("tool_calls", ()):
        given = call["function"]["arguments"]
        half = len(given) // 2
        first = {**call, "index": 0, "function": {**call["function"], "arguments": given[:half]}}
        deltas += [{"tool_calls": [first]}, {"tool_calls": [{"index": 0, "function": {"arguments": given[half:]}}]}]
    chunks: list[dict[str, Any]] = [
        {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas
    ]
    chunks += [{"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}, {"choices": [], "usage": USAGE}]
    frame = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": body["model"]}
    lines = [f"data: {json.dumps({**frame, **chunk})}\n\n" for chunk in chunks]
    return "".join([*lines, "data: [DONE]\n\n"]).encode()

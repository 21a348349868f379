"""Which calls of AWS each part of the application makes, read from its code: what its role must be allowed.

A part is what its entry modules import. Of that, methods of CLIENTS are looked for by their names; those that other
things have too (`open`, `send`) only on what is called like such a client.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stack.errors import StackError
from stack.layout import PROJECT

FOLDERS = ("jobs", "web", "worker")
ENTRIES: Mapping[str, tuple[str, ...]] = {
    "web": ("web.wsgi", "web.live.wsgi", "web.mcp.__main__", "web.lambda_handler"),
    "chores": ("jobs.chores.__main__", "jobs.chores.tasks"),
    "worker": ("worker.lambda_handler",),
    "migrate": ("jobs.migrate", "jobs.parameter_store"),
}
"""Part → the modules that its processes begin with."""

CLIENTS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "jobs.queue": ("_sqs", "sqs", ("queue",)),
    "jobs.artifacts": ("_s3", "s3", ("artifacts", "store")),
    "jobs.stored_files": ("_s3", "s3", ("store", "files")),
    "jobs.mail.ses": ("_client", "sesv2", ("mail",)),
}
"""Module → the attribute that is boto3's client, its service, and how what has it is called."""

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "s3.abort_multipart_upload": ("s3:AbortMultipartUpload",),
    "s3.complete_multipart_upload": ("s3:PutObject",),
    "s3.create_multipart_upload": ("s3:PutObject",),
    "s3.delete_objects": ("s3:DeleteObject", "s3:DeleteObjectVersion"),
    "s3.get_object": ("s3:GetObject", "s3:ListBucket"),  # without the second a file that is gone is a 403
    "s3.head_object": ("s3:GetObject", "s3:ListBucket"),
    "s3.list_multipart_uploads": ("s3:ListBucketMultipartUploads",),
    "s3.list_object_versions": ("s3:ListBucketVersions",),
    "s3.list_objects_v2": ("s3:ListBucket",),
    "s3.put_object": ("s3:PutObject",),
    "s3.upload_part": ("s3:PutObject",),
    "sesv2.send_email": ("ses:SendEmail", "ses:SendRawEmail"),  # the second for what is raw
    "sqs.change_message_visibility": ("sqs:ChangeMessageVisibility",),
    "sqs.delete_message": ("sqs:DeleteMessage",),
    "sqs.delete_message_batch": ("sqs:DeleteMessage",),
    "sqs.get_queue_attributes": ("sqs:GetQueueAttributes",),
    "sqs.get_queue_url": ("sqs:GetQueueUrl",),
    "sqs.receive_message": ("sqs:ReceiveMessage",),
    "sqs.send_message_batch": ("sqs:SendMessage",),
}
"""Call → what IAM asks for it: https://docs.aws.amazon.com/service-authorization/latest/reference/."""

PROVISIONING = frozenset({"ensure"})
"""Methods that make queue and bucket. On AWS Terraform has; a role that tries is denied."""
BY_NAME = frozenset({"generate_presigned_url", "get_paginator"})
"""What takes the call's name as its first argument."""
NO_CALLS = frozenset({"exceptions", "meta"})
AMBIGUOUS = frozenset({"delete", "has", "link", "open", "page", "put", "receive", "send", "uploads"})


@dataclass(frozen=True)
class Method:
    """One of a client's class: what it calls of AWS itself and by methods of the same class."""

    module: str
    name: str
    calls: frozenset[str]


def actions_of(part: str) -> dict[str, set[str]]:
    """IAM action → the methods by which the part needs it. Raises StackError for a call that ACTIONS does not know."""
    needed: dict[str, set[str]] = {}
    for method in _used(part):
        for call in method.calls:
            if call not in ACTIONS:
                raise StackError(f"{method.module}.{method.name} calls {call}: say in {__name__} what IAM asks for it.")
            for action in ACTIONS[call]:
                needed.setdefault(action, set()).add(f"{method.module}.{method.name}")
    return needed


def makers_of_clients() -> set[str]:
    """The modules that make a client of AWS; of those that CLIENTS does not have, nobody here knows what they call."""
    return {module for module in _files() if _MAKERS & {(of, name) for of, name in _code(module).attributes}}


_MAKERS = {
    *(("aws", name) for name in ("s3", "secrets", "ses", "sqs", "ssm")),
    ("boto3", "Session"),
    ("boto3", "client"),
}


@dataclass(frozen=True)
class Code:
    """A module: its classes, what it imports, and `of.name` for all that it asks of something."""

    classes: tuple[ast.ClassDef, ...]
    imports: frozenset[str]
    attributes: frozenset[tuple[str, str]]


def _used(part: str) -> Iterator[Method]:
    reached = _reached(ENTRIES[part])
    for module in sorted(reached & set(CLIENTS)):
        asked = {
            name
            for other in reached - {module}
            for of, name in _code(other).attributes
            if name not in AMBIGUOUS or of.strip("_") in CLIENTS[module][2]
        }
        yield from (method for method in _methods(module) if method.name in asked - PROVISIONING)


def _methods(module: str) -> Iterator[Method]:
    """The public ones, each with what it comes to within its class."""
    attribute, service, _ = CLIENTS[module]
    for kind in _code(module).classes:
        functions = {node.name: node for node in kind.body if isinstance(node, ast.FunctionDef)}
        for name in functions:
            if not name.startswith("_"):
                calls = {f"{service}.{call}" for call in _calls(name, functions, attribute, set())}
                yield Method(module, name, frozenset(calls))


def _calls(name: str, functions: Mapping[str, ast.FunctionDef], attribute: str, seen: set[str]) -> set[str]:
    if name in seen or name in PROVISIONING:
        return set()
    seen.add(name)
    found: set[str] = set()
    for node in ast.walk(functions[name]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BY_NAME:
            found.add(ast.literal_eval(node.args[0]))
        elif isinstance(node, ast.Attribute):
            of = _said(node.value)
            if of == attribute and node.attr not in NO_CALLS | BY_NAME:
                found.add(node.attr)
            elif of == "self" and node.attr in functions:
                found |= _calls(node.attr, functions, attribute, seen)
    return found


def _said(value: ast.expr) -> str:
    return value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""


def _reached(entries: tuple[str, ...]) -> set[str]:
    """All of our own modules that these import, and what those import."""
    reached: set[str] = set()
    waiting = list(entries)
    while waiting:
        module = waiting.pop()
        if module in _files() and module not in reached:
            reached.add(module)
            waiting += [module.rpartition(".")[0], *_code(module).imports]
    return reached


@cache
def _code(module: str) -> Code:
    tree = ast.parse(_files()[module].read_text(encoding="utf-8"))
    imports: set[str] = set()
    attributes: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            attributes.add((_said(node.value), node.attr))
        elif isinstance(node, ast.Import):
            imports.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            imports.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    classes = tuple(node for node in tree.body if isinstance(node, ast.ClassDef))
    return Code(classes, frozenset(imports), frozenset(attributes))


@cache
def _files() -> dict[str, Path]:
    return {_module(path): path for folder in FOLDERS for path in (PROJECT / folder).rglob("*.py")}


def _module(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

"""Roles are tried by sessions of their own: what an edge grants works, and what no edge grants stays denied."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from botocore.exceptions import BotoCoreError, ClientError

from worker.architecture.model import Connection
from worker.architecture.naming import logical_id
from worker.trial.account import Account, Credentials
from worker.trial.probes.calls import BlockCalls, Call, filled, load_calls
from worker.trial.probes.parts import NotTried, Parts
from worker.trial.receipt import ProbeProof

DENIED = ("AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation", "NotAuthorized")


@dataclass(frozen=True)
class RolePolicy:
    """The permissions of one deployed role."""

    component: str
    role_name: str
    statements: tuple[Mapping[str, Any], ...]

    def granted_by(self, edge: Connection) -> set[str]:
        """Actions of the edge's own statements: their Sid begins with its id."""
        sid = logical_id(edge.id)
        return {a for one in self.statements if _is_sid_of(str(one.get("Sid", "")), sid) for a in _actions(one)}

    def grants(self, action: str) -> bool:
        """Does any statement allow it?"""
        patterns = [pattern for one in self.statements for pattern in _actions(one)]
        return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in patterns)


def probe_roles(parts: Parts) -> Iterator[ProbeProof]:
    """An `allowed` and a `denied` for each edge that has a role and calls to try it with."""
    calls = load_calls()
    for policy in _policies(parts):
        for edge in parts.site.bundle.architecture.connections:
            granted = policy.granted_by(edge)
            other = edge.target if policy.component == edge.source else edge.source
            block = parts.site.bundle.architecture.component(other).block
            if granted and block in calls:
                yield from _tried(parts, policy, edge, other, granted, calls[block])


def _tried(  # noqa: PLR0913, PLR0917 - an edge, the role on one end, what is on the other, and what to do there
    parts: Parts, policy: RolePolicy, edge: Connection, other: str, granted: set[str], calls: BlockCalls
) -> Iterator[ProbeProof]:
    try:
        attributes = parts.values(calls.resource, other)
        session = _session(parts, policy.role_name)
    except NotTried:
        return  # the resource is told as not emulated already
    allowed = [one for one in calls.allowed if one.action in granted and not attributes.get(one.unless)]
    if allowed:
        yield _outcome(edge, "allowed", policy, allowed[0], _answer(session, calls.client, allowed[0], attributes))
    denied = [one for one in calls.denied if not policy.grants(one.action)]
    if denied and not parts.account.emulator.enforces_iam:
        yield _proof(edge, "denied", policy, denied[0], "the emulator does not enforce IAM", "not_emulated")
    elif denied:
        yield _outcome(edge, "denied", policy, denied[0], _answer(session, calls.client, denied[0], attributes))


def _answer(session: Account, client: str, call: Call, attributes: Mapping[str, Any]) -> str:
    """Error code and message, empty where the call worked."""
    try:
        getattr(session.client(client), call.operation)(**filled(call.arguments, attributes))
    except ClientError as error:
        return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
    except BotoCoreError as error:
        return str(error)
    return ""


def _outcome(
    edge: Connection, kind: Literal["allowed", "denied"], policy: RolePolicy, call: Call, answer: str
) -> ProbeProof:
    refused = answer.startswith(DENIED)
    if kind == "allowed":
        return _proof(edge, kind, policy, call, answer or "it worked", "failed" if answer else "proven")
    seen = "denied" if refused else answer or "it worked"
    # Another error than a denial says that the call got past IAM.
    return _proof(edge, kind, policy, call, seen, "proven" if refused else "failed")


def _proof(  # noqa: PLR0913, PLR0917 - the fields of a proof
    edge: Connection, kind: str, policy: RolePolicy, call: Call, seen: str, status: str
) -> ProbeProof:
    done = f"{call.action} as the role of {policy.component}"
    told = {"edge": edge.id, "kind": kind, "done": done, "seen": seen[:300], "status": status}
    return ProbeProof.model_validate(told)


def _policies(parts: Parts) -> list[RolePolicy]:
    ids = {one.id for one in parts.site.bundle.architecture.components}
    found = []
    for values in parts.of_type("aws_iam_role_policy"):
        document = json.loads(values["policy"])
        address = next(a for a, one in parts.site.state.items() if one.values.get("id") == values["id"])
        owner = parts.site.owners.of_address(address)
        if owner in ids:
            statements: Sequence[Mapping[str, Any]] = document["Statement"]
            statements = [statements] if isinstance(statements, Mapping) else statements
            found.append(RolePolicy(owner, values["role"], tuple(statements)))
    return found


def _session(parts: Parts, role_name: str) -> Account:
    account = parts.account
    role = next((one for one in parts.of_type("aws_iam_role") if one["name"] == role_name), None)
    if role is None:
        raise NotTried(f"role {role_name} was not made here")
    try:
        answer = account.client("sts").assume_role(RoleArn=role["arn"], RoleSessionName="trial")
    except ClientError as error:
        raise NotTried(f"the role cannot be assumed here: {error}") from error
    keys = answer["Credentials"]
    return account.as_role(Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]))


def _is_sid_of(sid: str, edge: str) -> bool:
    return sid == edge or (sid.startswith(edge) and sid[len(edge) :].isdigit())


def _actions(statement: Mapping[str, Any]) -> list[str]:
    actions = statement.get("Action", [])
    return [actions] if isinstance(actions, str) else list(actions)

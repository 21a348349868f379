"""What is asked for and is so already, or is no part of an architecture: answered plainly instead of guessed at."""

import re

from worker.architecture.model import OptionValue
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.revision.errors import UnclearInstruction
from worker.architecture.revision.steps import SetOptions, Stay, Step

_DEAD_LETTERS = re.compile(r"\b(?:dead[- ]?letter(?:s|ing)?(?:[- ]queues?)?|dlqs?)\b", re.IGNORECASE)
_PROTECTION = re.compile(r"\b(?:deletion|delete|termination)[- ]protection\b", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"\b(?P<name>production|prod|staging|development|dev|test|qa|uat)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:add\w*|another|second|also|too|as well|separate|extra|additional|besides?|next to|alongside)\b|"
    r"\b(?:create|set up|new|want|need)\b.*\b(?:environment|env|stage)\b",
    re.IGNORECASE,
)
READY = ("development", "staging", "production")
"""Environments whose values every bundle has a file of."""
_PRIVATE = re.compile(
    r"\b(?:(?:make|keep) (?:it|everything|this) (?:all )?(?:private|internal)\b|(?:not|un)[- ]?reachable from the "
    r"internet|no public (?:access|endpoints?|ips?)|internal only)",
    re.IGNORECASE,
)


def read_answer(text: str, draft: Draft, _region: str) -> Step | None:
    """Raises UnclearInstruction where more must be said."""
    for says, answer in _ANSWERS:
        if match := says.search(text):
            return answer(match, text, draft)
    return None


def _dead_letters(_match: re.Match[str], text: str, draft: Draft) -> Step | None:
    if re.search(r"\b(?:drop|remove|no|without|delete)\b", text, re.IGNORECASE):
        return None
    keeping = [one for one in draft.parts.values() if "max_receive_count" in one.block.options]
    if not keeping:
        return Stay("nothing here is a queue; each is made with one for dead letters, so “add a queue” brings both")
    told = ", ".join(f"{one.name} (after {_tries(one)} tries)" for one in keeping)
    return Stay(f"every queue is made with a dead-letter queue of its own: {told}")


def _tries(part: Part) -> OptionValue:
    return part.options.get("max_receive_count", part.block.options["max_receive_count"].default)


def _protection(_match: re.Match[str], text: str, draft: Draft) -> Step | None:
    off = bool(re.search(r"\b(?:off|disable|without|no|remove|drop)\b", text, re.IGNORECASE))
    having = [one for one in draft.parts.values() if "deletion_protection" in one.block.options]
    if having:
        return SetOptions({one.id: {"deletion_protection": not off} for one in having}, text)
    return Stay(
        "the bundle's variable deletion_protection guards what keeps data and the load balancers, and is on by default;"
        " apply with -var deletion_protection=false to turn it off"
    )


def _environment(match: re.Match[str], text: str, _draft: Draft) -> Step | None:
    """One beside it; the design itself stays for the environment that it is for."""
    if not _BESIDE.search(text):
        return None
    said = match["name"].lower()
    name = {"prod": "production", "dev": "development"}.get(said, said)
    file = f"terraform/environments/{name}.tfvars"
    made = f"{file} is in the bundle" if name in READY else f"copy terraform/environments/staging.tfvars to {file}"
    return Stay(
        f"one bundle is deployed once an environment, and this design stays as it is: {made}; deploy it beside the "
        f"other with a state of its own: terraform workspace new {name}, then terraform apply "
        f"-var-file=environments/{name}.tfvars. “Make it for {name}” would turn the design itself"
    )


def _private(_match: re.Match[str], text: str, draft: Draft) -> Step | None:
    closed = {one.id: values for one in draft.parts.values() if (values := _closed(one))}
    entries = [one.name for one in draft.parts.values() if one.block.entry and one.id not in closed]
    if entries:
        told = f"clients reach {', '.join(entries)} from the internet, and the catalogue has no private form of that"
        raise UnclearInstruction(f"“{text.strip()}”: {told}; say what is to take the place, or drop it")
    return SetOptions(closed, text) if closed else Stay("nothing here is public")


def _closed(part: Part) -> dict[str, OptionValue]:
    options = part.block.options
    public = options.get("public_address")
    if public and part.options.get("public_address", public.default):
        return {"public_address": False}
    scheme = options.get("scheme")
    return {"scheme": "internal"} if scheme and "internal" in (scheme.choices or ()) else {}


_ANSWERS = (
    (_DEAD_LETTERS, _dead_letters),
    (_PROTECTION, _protection),
    (_ENVIRONMENT, _environment),
    (_PRIVATE, _private),
)

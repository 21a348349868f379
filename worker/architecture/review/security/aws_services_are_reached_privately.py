"""Components in a network reach AWS services through endpoints of that network."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import set_option

ENDPOINTS = {
    "secrets_manager": ("secretsmanager",),
    "sqs": ("sqs",),
    "sns": ("sns",),
    "kms": ("kms",),
    "step_functions": ("states",),
    "eventbridge": ("events",),
    "ecr": ("ecr.api", "ecr.dkr"),
    "lambda": ("lambda",),
}
"""Last parts of service names, from docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html"""


def _needed(system: System, network: Part) -> list[str]:
    inside = [part for part in system.in_kind("code") if system.network_of(part) is network]
    reached = {name for part in inside for other in part.feeds() for name in ENDPOINTS.get(other.service, ())}
    return sorted(reached)


class AwsServicesAreReachedPrivately(Check):
    """SEC05-BP02."""

    practice = "SEC05-BP02"
    severity = "low"
    sentence = "Components in a network reach AWS services through endpoints of that network."
    risk = "Requests with secrets and messages leave the network through the NAT gateway, where nothing filters them."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("interface_endpoints"):
            given = part.options[option]
            present = [*given] if isinstance(given, list) else []
            needed = _needed(system, part)
            missing = [name for name in needed if name not in present]
            if missing:
                fix = set_option(part, option, [*present, *missing])
                yield Verdict(part.id, f"{part.id}.{option} lacks {', '.join(missing)}", False, fix)
            elif needed:
                yield Verdict(part.id, part.says(option), True)

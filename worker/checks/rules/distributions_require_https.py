"""Visitors are led to HTTPS."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

GOOD = {"redirect-to-https", "https-only"}
BEHAVIOURS = {
    "aws_cloudfront_distribution": (("default_cache_behavior",), "ordered_cache_behavior", "viewer_protocol_policy"),
    "AWS::CloudFront::Distribution": (
        ("DistributionConfig", "DefaultCacheBehavior"),
        "CacheBehaviors",
        "ViewerProtocolPolicy",
    ),
}


class DistributionsRequireHttps(Check):
    """Every cache behaviour of every CloudFront distribution."""

    id = "distributions_require_https"
    severity = "high"
    sentence = "Content delivery answers over HTTPS only, or leads there."
    source = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.resources(*BEHAVIOURS):
            default, others, key = BEHAVIOURS[resource.type]
            behaviours = [resource.at(*default), *(resource.at(*default[:-1], others) or [])]
            policies = [b.get(key) for b in _flat(behaviours)]
            if not policies or any(policy not in GOOD for policy in policies):
                message = f"distribution {resource.name} serves pages over plain HTTP"
                yield Finding(component=resource.owner, file=resource.file, message=message)


def _flat(behaviours: list[object]) -> Iterator[dict[str, object]]:
    for behaviour in behaviours:
        if isinstance(behaviour, dict):
            yield behaviour
        elif isinstance(behaviour, list):
            yield from _flat(behaviour)

"""Names a design: project (the prefix of every AWS name), region and environment."""

import re

from worker.architecture.reading.gaps import DEFAULT_ENVIRONMENT, DEFAULT_REGION
from worker.architecture.requirements import Requirements

_STOP = frozenset(
    {
        "a",
        "an",
        "the",
        "for",
        "of",
        "on",
        "in",
        "with",
        "and",
        "or",
        "to",
        "that",
        "which",
        "our",
        "my",
        "your",
        "we",
        "i",
        "need",
        "want",
        "build",
        "create",
        "design",
        "make",
        "aws",
        "ssm",  # names of parameters may not begin with it
        "amazon",
        "using",
        "use",
        "please",
        "production",
        "grade",
        "ready",
        "simple",
        "small",
        "large",
        "new",
        "basic",
        "from",
        "by",
        "into",
        "is",
        "are",
        "it",
        "its",
        "as",
        "at",
        "be",
        "cloudformation",
        "template",
        "creates",
        "scalable",
        "secure",
        "highly",
        "available",
        "serverless",
        "architecture",
        "system",
        "platform",
        "application",
        "compliant",
    }
)


def project_of(requirements: Requirements) -> str:
    """Two or three telling words of the purpose: lower case ASCII, at most 20 characters."""
    words = re.findall(r"[a-z][a-z0-9]*", requirements.purpose.lower())
    telling = [word for word in words if word not in _STOP and len(word) > 1] or [requirements.family.split("_")[0]]
    name = ""
    for word in telling[:3]:
        longer = f"{name}-{word}" if name else word[:20]
        if len(longer) > 20:
            break
        name = longer
    return name if len(name) > 1 else f"{name}-app"


def region_of(requirements: Requirements) -> str:
    """The region that the requirements settled on."""
    return requirements.region.value if requirements.region else DEFAULT_REGION


def environment_of(requirements: Requirements) -> str:
    """Lower case letters and digits, at most 12, as AWS names take them."""
    stated = requirements.environment.value if requirements.environment else DEFAULT_ENVIRONMENT
    letters = re.sub(r"[^a-z0-9]", "", stated.lower()).lstrip("0123456789")[:12]
    return letters or DEFAULT_ENVIRONMENT

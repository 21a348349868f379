"""Puts in one line what a system is for, in the words of the request."""

import re

LONGEST = 160
_OPENINGS = re.compile(
    r"^(?:please\s+|can you\s+|could you\s+)?(?:we need|i need|i want|we want|i would like|we would like|design|build|"
    r"create|make|give me|set up|plan|implement|deploy|generate|architect|provision)\s+(?:us\s+|me\s+|to\s+)?",
    re.IGNORECASE,
)
_TELLING = re.compile(r"^(?:we|our|i|it|there|this|today|currently)\b", re.IGNORECASE)
_FORMAT = re.compile(
    r"^an?\s+(?:aws\s+)?(?:cloudformation|terraform)\s+(?:template|module|stack|code|configuration)\s+"
    r"(?:(?:that|which|to)\s+(?:creates?|sets? up|deploys?|provisions?|defines?|builds?)|for)\s+",
    re.IGNORECASE,
)
_NAMES = {
    "web_application": "A web application",
    "http_api": "An HTTP API",
    "static_site": "A static web site",
    "file_processing": "Processing of uploaded files",
    "data_lake": "A data lake",
    "event_streaming": "Event streaming",
    "event_driven": "Event-driven services",
    "machine_learning": "A machine learning platform",
    "generative_ai": "A generative AI application",
    "device_platform": "A platform for devices",
    "hybrid_network": "A hybrid network",
    "batch_processing": "Batch processing",
    "container_platform": "A container platform",
    "named_services": "The AWS services that the request names",
}


def purpose_of(text: str, family: str) -> str:
    """What the first sentence asks for, or that of the first five that asks where it only tells.

    Without the opening words, at most 160 characters; the family's name where there is none.
    """
    sentences = re.split(r"(?<=[.!?])\s|\n", " ".join(text.replace("\n", " \n ").split(" ")).strip())
    # `We run 300 stores. Build a data lake …`: what is to be built says what it is for.
    asking = [one for one in sentences[:5] if _OPENINGS.match(one)] if _TELLING.match(sentences[0]) else []
    sentence = next(iter(asking), sentences[0])
    plain = " ".join("".join(char if char.isprintable() else " " for char in sentence).split())
    plain = _FORMAT.sub("", _OPENINGS.sub("", plain)).strip(" .!?")
    if not re.search(r"\w", plain):
        return _NAMES[family]
    if len(plain) > LONGEST:
        plain = plain[:LONGEST].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
    return plain[0].upper() + plain[1:]

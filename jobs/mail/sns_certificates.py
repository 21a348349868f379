"""Asking Amazon SNS for a certificate, or to confirm a subscription, through the door for all outside addresses."""

from jobs.outside.client import OutsideClient
from jobs.outside.errors import OutsideRefused, OutsideUnavailable


def fetch(url: str) -> bytes:
    """What SNS answers there. Raises OutsideUnavailable, and OutsideRefused where that leads elsewhere."""
    answer = OutsideClient().ask("GET", url)
    if answer.url != url:
        raise OutsideRefused("The address leads elsewhere.")
    if answer.status != 200:
        raise OutsideUnavailable(f"The address answers {answer.status}.")
    return answer.content

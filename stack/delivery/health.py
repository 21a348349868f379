"""Does an installation work, seen from where its users are?"""

import re
import time
from collections.abc import Callable
from pathlib import Path

import requests

from stack.delivery.step import DeliveryFailed

TRIES = 24
PAUSE_SECONDS = 5
GOOD_IN_A_ROW = 3  # one good answer may come from a process that is about to go
SECONDS = 10
ASSET = re.compile(r'(?:src|href)="(/assets/[^"]+)"')


class Health:
    """`url`: where people go."""

    def __init__(self, url: str, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._url = url.rstrip("/")
        self._sleep = sleep

    def check(self) -> None:
        """The web tier is ready three times in a row. Raises DeliveryFailed after two minutes."""
        good, said = 0, ""
        for _ in range(TRIES):
            said = self._fault("/readyz")
            good = 0 if said else good + 1
            if good == GOOD_IN_A_ROW:
                return
            self._sleep(PAUSE_SECONDS)
        raise DeliveryFailed(f"{self._url} does not become ready: {said or 'not three times in a row'}")

    def check_pages(self, build: Path) -> None:
        """The index is the build's, and what it names is there. Raises DeliveryFailed."""
        wanted = (build / "index.html").read_text(encoding="utf-8")
        found = ""
        for _ in range(TRIES):
            found = self._text("/")
            if ASSET.findall(found) == ASSET.findall(wanted):
                break
            self._sleep(PAUSE_SECONDS)
        else:
            raise DeliveryFailed(f"{self._url}/ is not the page that was uploaded: CloudFront still has another")
        for path in ASSET.findall(found):
            if fault := self._fault(path):
                raise DeliveryFailed(f"{self._url}{path}, which the page needs: {fault}")

    def _fault(self, path: str) -> str:
        try:
            answer = requests.get(f"{self._url}{path}", timeout=SECONDS)
        except requests.RequestException as error:
            return str(error)
        return "" if answer.ok else f"{answer.status_code} {answer.text[:200]}"

    def _text(self, path: str) -> str:
        try:
            return requests.get(f"{self._url}{path}", timeout=SECONDS).text
        except requests.RequestException:
            return ""

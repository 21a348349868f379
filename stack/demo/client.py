"""Signing in the way a browser does it, for an API key with which the public client goes on."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests

import groundplan
from stack.errors import DemoFailed

SECONDS = 30  # no answer of the API takes this long


@contextmanager
def client_of(subject: str, web_url: str, key_name: str) -> Iterator[groundplan.Client]:
    """A client with a key of `subject`'s, which is revoked at the end. Raises DemoFailed where signing in fails."""
    with _Browser(web_url) as browser:
        browser.sign_in(subject)
        made = browser.send("POST", "/api/v1/api-keys", json={"name": key_name})
        try:
            with groundplan.Client(web_url, made["key"]) as client:
                yield client
        finally:
            with suppress(DemoFailed):  # the stack may be going down; a key of the demo opens nothing there
                browser.send("DELETE", f"/api/v1/api-keys/{made['id']}")


class _Browser:
    """A session with cookies."""

    def __init__(self, web_url: str) -> None:
        self._web_url = web_url
        self._http = requests.Session()
        self._http.trust_env = False  # the stack is on this machine, where no proxy reaches
        self._http.headers["Origin"] = web_url

    def __enter__(self) -> "_Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sign_in(self, subject: str) -> None:
        """Follow the redirects to the provider, let it know who we are, and come back."""
        form = self._answered("GET", f"{self._web_url}/auth/login?next=/api/v1/session")
        self._answered("POST", form.url, data={"sub": subject})

    def send(self, method: str, path: str, **options: Any) -> Any:
        """The answer's `data`."""
        answer = self._answered(method, self._web_url + path, **options)
        return answer.json()["data"] if answer.content else None

    def _answered(self, method: str, url: str, **options: Any) -> requests.Response:
        try:
            answer = self._http.request(method, url, timeout=SECONDS, **options)
        except requests.RequestException as error:
            raise DemoFailed(f"{method} {url} was not answered: {error}") from error
        if not answer.ok:
            raise DemoFailed(f"{method} {url}: {answer.status_code}, {answer.text[:200]}")
        return answer

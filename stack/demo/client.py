"""A client of the public HTTP API: sign-in the way a browser does it, then an API key, then JSON."""

from collections.abc import Iterator, Mapping
from typing import Any, Self
from urllib.parse import quote
from uuid import uuid4

import requests

from stack.errors import DemoFailed

SECONDS = 30  # no answer of the API takes this long
CHUNK_BYTES = 65536


class Client:
    """Speaks for one person; `key` is empty until `create_api_key`."""

    def __init__(self, web_url: str) -> None:
        self._web_url = web_url
        self._http = requests.Session()
        self._http.trust_env = False  # the stack is on this machine, where no proxy reaches
        self._http.headers["Origin"] = web_url
        self.key = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def sign_in(self, subject: str) -> dict[str, Any]:
        """Follow the redirects to the provider, let it know who we are, and come back; answers the session."""
        form = self._send("GET", f"{self._web_url}/auth/login?next=/api/v1/session")
        answer = self._send("POST", form.url, data={"sub": subject})
        session: dict[str, Any] = self._data(answer)
        return session

    def create_api_key(self, name: str) -> None:
        """From here on the key is used, and the cookie no more."""
        made = self.post("/api/v1/api-keys", {"name": name})
        self.key = str(made["key"])
        self._http.cookies.clear()
        self._http.headers["Authorization"] = f"Bearer {self.key}"

    def revoke_api_key(self, name: str) -> None:
        """Revoke our keys of this name, so that the demo leaves none behind."""
        for key in self.get("/api/v1/api-keys"):
            if key["name"] == name and key["revoked_at"] is None:
                self._send("DELETE", f"{self._web_url}/api/v1/api-keys/{key['id']}")

    def submit(self, request: str) -> dict[str, Any]:
        job: dict[str, Any] = self.post("/api/v1/jobs", {"mode": "implement", "request": request})
        return job

    def cancel(self, job_id: str) -> None:
        self.post(f"/api/v1/jobs/{job_id}/cancel", None)

    def job(self, job_id: str) -> dict[str, Any]:
        job: dict[str, Any] = self.get(f"/api/v1/jobs/{job_id}")
        return job

    def events(self, job_id: str, after: int) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = self.get(f"/api/v1/jobs/{job_id}/events?after={after}")
        return events

    def download(self, job_id: str, name: str) -> Iterator[bytes]:
        """The artifact in pieces."""
        answer = self._send("GET", f"{self._web_url}/api/v1/jobs/{job_id}/artifacts/{quote(name)}", stream=True)
        with answer:
            yield from answer.iter_content(CHUNK_BYTES)

    def get(self, path: str) -> Any:
        return self._data(self._send("GET", self._web_url + path))

    def post(self, path: str, body: Mapping[str, Any] | None) -> Any:
        headers = {"Idempotency-Key": uuid4().hex}
        return self._data(self._send("POST", self._web_url + path, json=body, headers=headers))

    def _send(self, method: str, url: str, **options: Any) -> requests.Response:
        try:
            answer = self._http.request(method, url, timeout=SECONDS, **options)
        except requests.RequestException as error:
            raise DemoFailed(f"{method} {url} was not answered: {error}") from error
        if not answer.ok:
            raise DemoFailed(f"{method} {url}: {answer.status_code}, {_told(answer)}")
        return answer

    @staticmethod
    def _data(answer: requests.Response) -> Any:
        try:
            return answer.json()["data"]
        except (ValueError, KeyError) as error:
            raise DemoFailed(f"{answer.url} answered {answer.status_code}, but not in the API's form") from error


def _told(answer: requests.Response) -> str:
    """The API's own words about an error."""
    try:
        error = answer.json()["error"]
        details = "; ".join(
            f"{detail['field']} {detail['fault']} (limit: {detail['limit']})" for detail in error["details"]
        )
        return f"{error['message']} {details}".strip()
    except (ValueError, KeyError, TypeError):
        return answer.text[:200]

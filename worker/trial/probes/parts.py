"""A component's own resource in the running deployment, which has the component's id as its name."""

import threading
from dataclasses import dataclass
from typing import Any

from worker.trial.account import Account
from worker.trial.site import Site


class NotTried(Exception):
    """The emulator, or the deployment as it is, gives no way to try this. Says why; never reads as passed."""


class Unmet(Exception):
    """It was tried and what must be seen was not."""


@dataclass(frozen=True)
class Parts:
    """The deployment of one site, from the probes' side."""

    site: Site

    @property
    def account(self) -> Account:
        return self.site.terraform_account

    @property
    def stop(self) -> threading.Event:
        return self.site.stop

    def client(self, service: str) -> Any:
        return self.account.client(service)

    def values(self, type_: str, component: str) -> dict[str, Any]:
        """Attributes of `type_.component`. Raises NotTried where Terraform did not make it here."""
        for address in (f"{type_}.{component}", f"{type_}.{component}[0]"):
            if address in self.site.state:
                return dict(self.site.state[address].values)
        raise NotTried(f"{type_}.{component} was not made here")

    def of_type(self, type_: str) -> list[dict[str, Any]]:
        """Attributes of all resources of a type."""
        return [dict(one.values) for one in self.site.state.values() if one.type == type_]

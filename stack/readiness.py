"""What the web process says of all that it stands on, for `make status`."""

import json
import urllib.error
import urllib.request

from rich.table import Table
from rich.text import Text

TIMEOUT_SECONDS = 5.0
Told = dict[str, object]


def ask(web_url: str) -> Told | None:
    """Return what `/health/ready` tells, also where that is that it is not ready; None where nobody answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{web_url}/health/ready", timeout=TIMEOUT_SECONDS) as answer:
            return _read(answer.read())
    except urllib.error.HTTPError as error:
        return _read(error.read())
    except OSError:
        return None


def readiness_table(told: Told) -> Table:
    """Each part by name, with how long it took to answer."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("web stands on", "answers", "within"):
        table.add_column(heading)
    dependencies = told.get("dependencies")
    for one in dependencies if isinstance(dependencies, list) else ():
        answers = Text("yes", style="green") if one["answers"] else Text("no", style="red")
        within = f"{one['milliseconds']} ms" if one["answers"] else ""
        table.add_row(str(one["name"]), answers, within)
    late = told.get("late_chores")
    if isinstance(late, list) and late:
        table.add_row("chores", Text("late", style="red"), ", ".join(map(str, late)))
    return table


def _read(body: bytes) -> Told | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told if isinstance(told, dict) and "dependencies" in told else None

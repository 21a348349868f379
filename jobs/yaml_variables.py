"""`${NAME}` and `${NAME:-default}` in the values of a YAML file, filled in from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobs.yaml_document import Document, Fault, Where

_PLACEHOLDER = re.compile(r"\$\{([^}]*)\}")
_VARIABLE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?")


@dataclass(frozen=True)
class Variables:
    """What placeholders stand for; `ours` goes before `environ`. An empty variable counts as one that is not set."""

    environ: Mapping[str, str]
    ours: Mapping[str, str]

    def filled(self, value: Any, *, needed: bool, where: Where, document: Document, faults: list[Fault]) -> Any:
        """The value with every placeholder filled in; an entry of a map that comes out empty is left out.

        One that is not set is added to `faults` where it is `needed`, and stays as it is written where it is not.
        """
        if isinstance(value, dict):
            filled = {
                key: self.filled(item, needed=needed, where=(*where, key), document=document, faults=faults)
                for key, item in value.items()
            }
            return {key: item for key, item in filled.items() if item != "" or value[key] == ""}
        if isinstance(value, list):
            return [
                self.filled(item, needed=needed, where=(*where, number), document=document, faults=faults)
                for number, item in enumerate(value)
            ]
        if not isinstance(value, str):
            return value

        def known(match: re.Match[str]) -> str:
            given = self._value(match[1])
            if given is None and needed:
                text = f"{where[1]}: ${{{match[1]}}} is not set in the environment; set it, or write ${{NAME:-default}}"
                faults.append(document.fault(where, text))
            return match[0] if given is None else given

        return _PLACEHOLDER.sub(known, value)

    def _value(self, words: str) -> str | None:
        parsed = _VARIABLE.fullmatch(words)
        if parsed is None:
            return None
        return self.ours.get(parsed[1]) or self.environ.get(parsed[1]) or parsed[2]

"""Runs cfn-lint in this process, and spares it the parts of a template that it has found clean before.

Almost all of its time goes into rule E1001, which holds each resource, parameter and output against its schema. What
that says of one follows from what `keys` names. So a part is looked at again only where one of these is new; every
other rule always sees the whole template.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, MutableMapping
from functools import cache
from typing import Any

from cfnlint.config import ConfigMixIn
from cfnlint.core import get_rules
from cfnlint.decode.decode import decode_str
from cfnlint.decode.node import str_node
from cfnlint.helpers import REGIONS
from cfnlint.rules import RulesCollection
from cfnlint.rules.jsonschema.JsonSchema import JsonSchema
from cfnlint.runner import run_template_by_data

from worker.architecture.model import PROJECT_PATTERN
from worker.checks.lint import Lint
from worker.checks.lint.keys import keys
from worker.checks.lint.shortcuts import take_shortcuts

LEVELS = {"error", "warning"}
SPARED = {"Resources": 500, "Outputs": 200, "Parameters": 200}
"""Sections, and how many parts each may have; with more a template is looked at whole, for the rule that says so."""
LONGEST_PROJECT = "p" * 20
REMEMBERED = 50_000
"""Clean parts; about 5 MB."""


def lint(template: str, region: str) -> list[Lint]:
    """Every error and warning. A region unknown to cfn-lint is read as us-east-1."""
    known = region if region in REGIONS else "us-east-1"
    decoded, faults = decode_str(template)
    if not faults:
        _lengthen_project(decoded)
    # The rules keep the template that they look at.
    with _LOCK:
        matches = faults or list(run_template_by_data(decoded, ConfigMixIn(regions=[known]), _rules()))
    return [
        Lint(match.rule.id, match.message, match.linenumber, list(getattr(match, "path", None) or []))
        for match in matches
        if match.rule.severity in LEVELS
    ]


def _lengthen_project(template: Any) -> None:
    """Give `Project` the longest value that it takes, where its default is one that it takes.

    What is valid with it is valid with each shorter one, and resources of different projects are then the same.
    """
    parameters = template.get("Parameters") if isinstance(template, Mapping) else None
    project = parameters.get("Project") if isinstance(parameters, Mapping) else None
    if not isinstance(project, MutableMapping) or project.get("AllowedPattern") != PROJECT_PATTERN:
        return
    default = project.get("Default")
    if isinstance(default, str) and re.match(PROJECT_PATTERN, default):
        marks = getattr(default, "start_mark", None), getattr(default, "end_mark", None)
        project["Default"] = str_node(LONGEST_PROJECT, *marks)


_LOCK = threading.Lock()


@cache
def _rules() -> RulesCollection:
    rules = get_rules([], [], [])
    if take_shortcuts(rules):
        sparing = _SparingSchema()
        rules.rules[sparing.id] = rules.all_rules[sparing.id] = sparing
    return rules


class _SparingSchema(JsonSchema):  # type: ignore[misc]  # cfn-lint has no types
    """E1001 over the parts that are not known to be clean, in the context of the whole template."""

    def __init__(self) -> None:
        super().__init__()
        self._clean: OrderedDict[bytes, None] = OrderedDict()

    def json_schema_validate(self, validator: Any, properties: Any, path: Any) -> Any:
        if not _can_be_spared(properties):
            return super().json_schema_validate(validator, properties, path)
        known = keys(properties, tuple(validator.context.regions))
        seen = {section: body for section, body in properties.items() if section not in SPARED}
        for section in SPARED.keys() & properties.keys():
            new = {name: body for name, body in properties[section].items() if known[section, name] not in self._clean}
            if new or not properties[section]:
                seen[section] = new
        # A template without resources is faulty, so the shortest is looked at again where none is new.
        resources = properties["Resources"]
        seen.setdefault("Resources", dict([min(resources.items(), key=lambda one: len(str(one[1])))]))
        matches = super().json_schema_validate(validator, seen, path)
        # With a fault nothing is remembered: it may be told of a parameter, and lie in a resource that uses it.
        self._remember(known.values(), clean=not matches)
        return matches

    def _remember(self, known: Iterable[bytes], *, clean: bool) -> None:
        for key in known:
            if clean or key in self._clean:
                self._clean[key] = None
                self._clean.move_to_end(key)
        while len(self._clean) > REMEMBERED:
            self._clean.popitem(last=False)


def _can_be_spared(template: Any) -> bool:
    if not isinstance(template, Mapping) or not template.get("Resources"):
        return False
    return all(
        isinstance(template[section], Mapping) and len(template[section]) <= most
        for section, most in SPARED.items()
        if section in template
    )

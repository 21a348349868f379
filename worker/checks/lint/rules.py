"""Rules of cfn-lint that are not asked about what they do not look at."""

import json
from collections.abc import Iterator
from typing import Any

from cfnlint.context import context
from cfnlint.jsonschema._utils import Unset
from cfnlint.rules import CloudFormationLintRule, RulesCollection


def take_shortcuts(collection: RulesCollection) -> None:
    """Replace how these rules are gone through, and two of them."""
    # Not the classes that could be imported: cfn-lint loads its rules as modules of no package.
    type(collection.rules["E1101"]).cfnLint = _check_keywords
    for rule, check in {"E3062": _instance_class_check, "E3016": _update_policy_check}.items():
        kind = type(collection.rules[rule])
        kind.validate = check(kind.validate)
    collection.__class__ = _Rules


class _Rules(RulesCollection):  # type: ignore[misc]  # cfn-lint has no types
    """As the original, which offers each resource to each of 307 rules, of which three look at any."""

    def run(self, filename: Any, cfn: Any, _config: Any = None, **_more: Any) -> list[Any]:
        for rule in self.rules.values():
            rule.initialize(cfn)
        self._join()
        matches = [
            match
            for rule in self.rules.values()
            if type(rule).match is not CloudFormationLintRule.match
            for match in self.run_check(rule.matchall, filename, rule.id, filename, cfn)
        ]
        return matches + list(self._of_resources(filename, cfn))

    def _join(self) -> None:
        """Each rule with those below it."""
        for rule in self.rules.values():
            rule.child_rules.update({name: self.rules.get(name) for name in rule.child_rules})
            for above in rule.parent_rules:
                if above in self.rules:
                    self.rules[above].child_rules[rule.id] = rule

    def _of_resources(self, filename: Any, cfn: Any) -> Iterator[Any]:
        takers: dict[str, list[Any]] = {}
        for rule in self.rules.values():
            for kind in dict.fromkeys(rule.resource_property_types):
                takers.setdefault(kind, []).append(rule)
        for name, body in cfn.get_resources().items():
            kind, properties = body.get("Type"), body.get("Properties")
            if isinstance(kind, str) and isinstance(properties, dict):
                for rule in takers.get(kind, ()):
                    subject = filename, cfn, properties, kind, ["Resources", name, "Properties"]
                    yield from self.run_check(rule.matchall_resource_properties, filename, rule.id, *subject)


def _check_keywords(self: Any, validator: Any, keywords: Any, instance: Any, schema: Any) -> Iterator[Any]:
    """As the original, which goes through all keywords of all rules for each value."""
    filtering = validator.function_filter.evolve(add_cfn_lint_keyword=False)
    validator = validator.evolve(function_filter=filtering)
    for keyword in keywords:
        for rule in _rules_by_keyword(self).get(keyword, ()):
            for error in rule.validate(validator, keyword, instance, schema):
                if error.rule is None and isinstance(error.validator, Unset):
                    error.rule = rule
                yield error


def _rules_by_keyword(self: Any) -> dict[str, list[Any]]:
    """The rules below this one, which are complete before the first template is looked at."""
    if "_by_keyword" not in self.__dict__:
        index: dict[str, list[Any]] = {}
        for rule in self.child_rules.values():
            # A keyword that a rule names twice is checked twice, as in the original.
            for keyword in rule.keywords if rule is not None and rule.id else ():
                index.setdefault(keyword, []).append(rule)
        self.__dict__["_by_keyword"] = index
    known: dict[str, list[Any]] = self.__dict__["_by_keyword"]
    return known


def _instance_class_check(check_slowly: Any) -> Any:
    """E3062, which tries 980 alternatives for each database: what was clean once is not tried again.

    Its schema speaks of these three properties, and of nothing else.
    """
    clean: set[str] = set()

    def check(self: Any, validator: Any, keywords: Any, instance: Any, schema: Any) -> Iterator[Any]:
        # It resolves no functions: a reference is no string to it, whatever it refers to.
        subject = json.dumps(
            [instance.get(name) for name in ("Engine", "EngineVersion", "DBInstanceClass")], default=str
        )
        if subject in clean and not instance.keys() & context.FUNCTIONS:
            return
        errors = list(check_slowly(self, validator, keywords, instance, schema))
        if not errors and not instance.keys() & context.FUNCTIONS:
            clean.add(subject)
        yield from errors

    return check


def _update_policy_check(check_slowly: Any) -> Any:
    """E3016, which speaks of nothing but update policies, only where there is one."""

    def check(self: Any, validator: Any, keywords: Any, instance: Any, schema: Any) -> Iterator[Any]:
        if "UpdatePolicy" in instance:
            yield from check_slowly(self, validator, keywords, instance, schema)

    return check

"""Shorter ways to the same results inside cfn-lint, which copies its frozen dataclasses field by field 100,000 times,
and goes through all rules and the whole template over and over.

Only for the versions of which it is known that these copies run no code of their own. With another one nothing is
replaced: it lints as it is, and takes half as long again.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from cfnlint.context import context
from cfnlint.jsonschema import validators
from cfnlint.jsonschema._filter import FunctionFilter
from cfnlint.jsonschema._utils import Unset
from cfnlint.rules.jsonschema.CfnLint import CfnLint
from cfnlint.template import Template
from cfnlint.version import __version__
from regex import _main as patterns  # type: ignore[import-untyped]

KNOWN_VERSIONS = ("1.58.",)


def take_shortcuts() -> bool:
    """Replace the copying. False where this version of cfn-lint is not known."""
    if not __version__.startswith(KNOWN_VERSIONS):
        return False
    CfnLint.cfnLint = _check_keywords
    Template.search_deep_keys = _search_deep_keys
    patterns._compile = _compile_pattern
    context.Context.evolve = _evolve_context
    context.Path.descend = _descend_path
    validators.create = _create
    for known in (validators.CfnTemplateValidator, validators.StandardValidator):
        known.evolve = _evolve_validator
    return True


_CONTEXT = tuple(field.name for field in fields(context.Context) if field.init)
_PATH = tuple(field.name for field in fields(context.Path))
_descend_slowly = context.Path.descend


def _evolve_context(self: Any, **changes: Any) -> Any:
    if "ref_values" in changes:
        changes["ref_values"] = {**self.ref_values, **changes["ref_values"]}
    made = object.__new__(self.__class__)
    known = self.__dict__
    # Not all of __dict__: what was computed for the old one must be computed anew.
    made.__dict__.update({name: known[name] for name in _CONTEXT}, **changes)
    return made


def _descend_path(self: Any, **steps: Any) -> Any:
    cfn_path = steps.get("cfn_path")
    if isinstance(cfn_path, int) or cfn_path in context.FUNCTIONS:
        return _descend_slowly(self, **steps)  # it says what is wrong
    made = object.__new__(self.__class__)
    for name in _PATH:
        known, step = self.__dict__[name], steps.get(name)
        made.__dict__[name] = known if step is None else known + deque([step])
    return made


def _evolve_validator(self: Any, **changes: Any) -> Any:
    made = object.__new__(self.__class__)
    made.__dict__.update(self.__dict__, **changes)
    if made.context is None or made.resolver is None:
        made.__post_init__()
    return made


_Validator = validators.create()
_NO_TEMPLATE = Template(None, {})


def _create(validators_: Any = None, function_filter: Any = None, fn_resolvers: Any = None, **named: Any) -> Any:
    """A class of validators as `create` makes it, without generating a dataclass's code for each anew."""
    keywords = named.get("validators", validators_) or {}
    filtering, resolving = function_filter or FunctionFilter(), fn_resolvers or {}

    def __init__(  # noqa: N807, PLR0913, PLR0917 - as the dataclass's own
        self: Any,
        schema: Any = True,
        resolver: Any = None,
        function_filter: Any = None,
        cfn: Any = None,
        context: Any = None,
    ) -> None:
        self._type_checker, self.format_checker = validators.cfn_type_checker, validators.cfn_format_checker
        self.validators, self.fn_resolvers = keywords, resolving
        self.schema, self.resolver, self.context = schema, resolver, context
        self.function_filter = filtering if function_filter is None else function_filter
        self.cfn = _NO_TEMPLATE if cfn is None else cfn
        self.__post_init__()

    return type("Validator", (_Validator,), {"__init__": __init__, "evolve": _evolve_validator})


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


_search_slowly = Template.search_deep_keys


def _search_deep_keys(self: Any, searched: Any, includeGlobals: bool = True) -> list[list[Any]]:  # noqa: N803
    """As the original, which goes through the template for each key. What a transform may change is left to that."""
    template = self.template
    if (
        not isinstance(searched, str)
        or not isinstance(template, dict)
        or "Transform" in template
        or "Globals" in template
    ):
        return _search_slowly(self, searched, includeGlobals)  # type: ignore[no-any-return]
    known = self.__dict__.get("_paths_by_key")
    if known is None or known[0] is not template:
        index: dict[str, list[list[Any]]] = {}
        _index_keys(template, [], index)
        known = self.__dict__["_paths_by_key"] = (template, index)
    if "Fn::Transform" in known[1]:
        return _search_slowly(self, searched, includeGlobals)  # type: ignore[no-any-return]
    return [list(path) for path in known[1].get(searched, ())]


def _index_keys(value: Any, path: list[Any], index: dict[str, list[list[Any]]]) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            index.setdefault(key, []).append([*path, key, item])
            if isinstance(item, dict | list):
                _index_keys(item, [*path, key], index)
    else:
        for place, item in enumerate(value):
            if isinstance(item, dict | list):
                _index_keys(item, [*path, place], index)


_compile_slowly = patterns._compile


def _compile_pattern(pattern: Any, flags: int, ignore_unused: bool, named: dict[str, Any], cached: bool) -> Any:
    """As the original, whose own cache costs more than most matches."""
    if named or not cached or flags or not isinstance(pattern, str):
        return _compile_slowly(pattern, flags, ignore_unused, named, cached)
    return _compiled(pattern, ignore_unused)


@lru_cache(maxsize=8192)
def _compiled(pattern: str, ignore_unused: bool) -> Any:
    return _compile_slowly(pattern, 0, ignore_unused, {}, True)

"""Copies of cfn-lint's frozen dataclasses without going through their fields; they run no code of their own."""

from collections import deque
from dataclasses import fields
from typing import Any

from cfnlint.context import context
from cfnlint.jsonschema import validators
from cfnlint.jsonschema._filter import FunctionFilter
from cfnlint.template import Template


def take_shortcuts() -> None:
    """Replace the copying of contexts, paths and validators."""
    context.Context.evolve = _evolve_context
    context.Path.descend = _descend_path
    validators.create = _create
    for known in (validators.CfnTemplateValidator, validators.StandardValidator):
        known.evolve = _evolve_validator


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

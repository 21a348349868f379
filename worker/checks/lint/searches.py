"""Searches of cfn-lint that are made once instead of for each value: in schemas, in the template, for patterns."""

from collections import OrderedDict
from functools import lru_cache
from typing import Any

from cfnlint.schema.resolver import RefResolver
from cfnlint.template import Template
from regex import _main as patterns  # type: ignore[import-untyped]


def take_shortcuts() -> None:
    """Replace the searches for schemas, for keys of the template and for compiled patterns."""
    RefResolver.from_schema = classmethod(_resolver_of)
    Template.search_deep_keys = _search_deep_keys
    patterns._compile = _compile_pattern


_RESOLVERS: OrderedDict[int, Any] = OrderedDict()
_MOST_RESOLVERS = 4096


def _resolver_of(cls: Any, /, schema: Any, **options: Any) -> Any:
    """As the original, which searches the whole schema anew for each value that it is held against."""
    if options:
        return cls(base_uri=_id_of(schema), referrer=schema, **options)
    known = _RESOLVERS.get(id(schema))
    if known is None:
        # It holds the schema, so no other one has its id while it is here.
        known = _RESOLVERS[id(schema)] = cls(base_uri=_id_of(schema), referrer=schema)
        known._get_subschemas_cache()
        if len(_RESOLVERS) > _MOST_RESOLVERS:
            _RESOLVERS.popitem(last=False)
    made = object.__new__(cls)
    made.__dict__.update(known.__dict__, _scopes_stack=[known.base_uri])
    return made


def _id_of(schema: Any) -> str:
    return "" if isinstance(schema, bool) else schema.get("$id", "")


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
    if isinstance(pattern, patterns.Pattern) and not flags:
        return pattern
    if named or not cached or flags or not isinstance(pattern, str):
        return _compile_slowly(pattern, flags, ignore_unused, named, cached)
    return _compiled(pattern, ignore_unused)


@lru_cache(maxsize=8192)
def _compiled(pattern: str, ignore_unused: bool) -> Any:
    return _compile_slowly(pattern, 0, ignore_unused, {}, True)

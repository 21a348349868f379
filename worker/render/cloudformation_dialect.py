"""How CloudFormation says things: intrinsics in long form, logical ids, JSON as YAML's flow style."""

import json
import re
from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from worker.architecture.block import Attribute, OtherExpression
from worker.architecture.naming import logical_id
from worker.render.dialect import Dialect
from worker.render.values import Expression, Variable, Verbatim

STACK_SUFFIX = {
    "Fn::Select": [4, {"Fn::Split": ["-", {"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}]}]
}
"""The last 12 hexadecimal digits of the stack's UUID."""

# YAML takes none of these unescaped, or folds them as line breaks.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class CloudFormationDialect(Dialect):
    """Everything that renders differently in CloudFormation."""

    name: Literal["cloudformation"] = "cloudformation"
    template = "template.yaml.j2"
    builtins: ClassVar = {
        "region": Expression({"Ref": "AWS::Region"}),
        "account_id": Expression({"Ref": "AWS::AccountId"}),
        "partition": Expression({"Ref": "AWS::Partition"}),
        "prefix": Expression({"Fn::Sub": "${Project}-${Environment}"}),
    }

    def printed(self, value: Any) -> str:
        if isinstance(value, Verbatim):
            return str(value)
        text = json.dumps(plain(value), ensure_ascii=False)
        return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

    def join(self, parts: Sequence[str | Expression]) -> str | Expression:
        if not any(isinstance(part, Expression) for part in parts):
            return "".join(map(str, parts))
        return Expression(substitution([plain(part) for part in parts]))

    def attribute(self, attribute: Attribute | OtherExpression, component_id: str, slug: str) -> Expression:
        return Expression(_filled(attribute.cloudformation, component_id, slug))

    def variable(self, component_id: str, option: str) -> Expression:
        return Expression({"Ref": logical_id(f"{component_id}_{option}")})

    def known_name(self, slug: str) -> Expression:
        return Expression(known_name(slug))

    def display_name(self, slug: str) -> Expression:
        return Expression({"Fn::Sub": f"${{Project}}-${{Environment}}-{slug}"})

    def role_arn(self, component_id: str, role: str) -> Expression:
        return Expression({"Fn::GetAtt": [self.role(component_id, role), "Arn"]})

    def role(self, component_id: str, role: str) -> Verbatim:
        return Verbatim(f"{logical_id(f'{component_id}_{role}')}Role")

    def policy(self, component_id: str, role: str) -> Verbatim:
        return Verbatim(f"{logical_id(f'{component_id}_{role}')}Policy")

    def security_group(self, component_id: str) -> Expression:
        return Expression({"Fn::GetAtt": [f"{logical_id(component_id)}SecurityGroup", "GroupId"]})


def known_name(slug: str) -> dict[str, Any]:
    """A name in at most 56 characters that two stacks do not share, as Fn::Sub."""
    return {"Fn::Sub": [f"${{Project}}-{slug}-${{Suffix}}", {"Suffix": STACK_SUFFIX}]}


def plain(value: Any) -> Any:
    """The value with its expressions as intrinsics, ready for JSON or YAML."""
    if isinstance(value, Variable):
        value = value.expression
    if isinstance(value, Expression):
        return plain(value.code)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {plain(key): plain(item) for key, item in value.items()}
    return value


def substitution(parts: Sequence[Any]) -> dict[str, Any]:
    """Text and intrinsics as one Fn::Sub, as short as it can be."""
    text = ""
    variables: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, str):
            text += part.replace("${", "${!")
            continue
        piece, more = _piece(part, len(variables))
        if any(variables.get(name, value) != value for name, value in more.items()):
            name = f"Part{len(variables) + 1}"
            piece, more = f"${{{name}}}", {name: part}
        text += piece
        variables |= more
    return {"Fn::Sub": [text, variables] if variables else text}


def _piece(intrinsic: Any, number: int) -> tuple[str, dict[str, Any]]:
    """What stands for the intrinsic in Fn::Sub's text, and the variables it needs."""
    match intrinsic:
        case {"Ref": str(name)}:
            return f"${{{name}}}", {}
        case {"Fn::GetAtt": [str(name), str(attribute)]}:
            return f"${{{name}.{attribute}}}", {}
        case {"Fn::Sub": str(text)}:
            return text, {}
        case {"Fn::Sub": [str(text), dict(variables)]}:
            return text, variables
    name = f"Part{number + 1}"
    return f"${{{name}}}", {name: intrinsic}


def _filled(value: Any, component_id: str, slug: str) -> Any:
    if value == "{known_name}":
        return known_name(slug)
    if isinstance(value, str):
        return value.replace("{id}", component_id).replace("{Id}", logical_id(component_id)).replace("{slug}", slug)
    if isinstance(value, list):
        return [_filled(item, component_id, slug) for item in value]
    if isinstance(value, dict):
        filled = {key: _filled(item, component_id, slug) for key, item in value.items()}
        return _flat(filled) if filled.keys() == {"Fn::Sub"} else filled
    return value


def _flat(sub: dict[str, Any]) -> dict[str, Any]:
    """Fn::Sub whose variables are themselves Fn::Sub, as one."""
    match sub["Fn::Sub"]:
        case [str(text), dict(variables)]:
            inner = {name: v["Fn::Sub"] for name, v in variables.items() if isinstance(v, dict) and "Fn::Sub" in v}
            outer = {name: v for name, v in variables.items() if name not in inner}
            for name, value in inner.items():
                content, more = value if isinstance(value, list) else (value, {})
                text = text.replace(f"${{{name}}}", content)
                outer |= more
            return {"Fn::Sub": [text, outer] if outer else text}
    return sub

"""Variables for the options that environments differ in: type, description, default and what they take."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.render.hcl import literal, quoted
from worker.render.option_variables import OptionVariable, option_variables


def render_variables(architecture: Architecture, catalogue: Catalogue) -> str:
    """HCL text, empty where no component has such an option."""
    return "\n\n".join(_variable(one) for one in option_variables(architecture, catalogue))


def _variable(one: OptionVariable) -> str:
    kind = "string" if one.option.type == "string" else "number"
    lines = [
        f'variable "{one.component}_{one.name}" {{',
        f"description = {quoted(one.description)}",
        f"type = {kind}",
        f"default = {literal(one.value)}",
        *_validation(one),
        "}",
    ]
    return "\n".join(lines)


def _validation(one: OptionVariable) -> list[str]:
    name, option = f"var.{one.component}_{one.name}", one.option
    if option.choices:
        condition = f"contains({literal(option.choices)}, {name})"
        told = f"One of {', '.join(map(str, option.choices))}."
    else:
        bounds = [(">=", option.minimum), ("<=", option.maximum)]
        terms = [f"{name} {sign} {literal(bound)}" for sign, bound in bounds if bound is not None]
        if option.type == "integer":
            terms.append(f"floor({name}) == {name}")
        condition = " && ".join(terms)
        told = f"{_range(one)}."
    return ["", "validation {", f"condition = {condition}", f"error_message = {quoted(told)}", "}"] if condition else []


def _range(one: OptionVariable) -> str:
    what = "A whole number" if one.option.type == "integer" else "A number"
    least, most = one.option.minimum, one.option.maximum
    bounds = [f"of at least {least:g}" if least is not None else "", f"of at most {most:g}" if most is not None else ""]
    return " ".join([what, " and ".join(bound for bound in bounds if bound)]).strip()

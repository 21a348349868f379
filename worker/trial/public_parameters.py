"""The public parameters of AWS that name machine images. The emulator has two, and takes no others."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

IMAGE_TYPE = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"
_LOOKUP = re.compile(
    r'^data "aws_ssm_parameter" "(\w+)" \{$[^}]*?^\s*name\s*=\s*"(/aws/service/[^"$]+)"', re.MULTILINE | re.DOTALL
)


def image_override(terraform: str, known: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A Terraform override file's content that reads a known parameter in the place of each other one, and these."""
    others = [(source, name) for source, name in _LOOKUP.findall(terraform) if name not in known]
    blocks = [f'data "aws_ssm_parameter" "{source}" {{\n  name = "{known[0]}"\n}}\n' for source, _ in others]
    return "\n".join(blocks), tuple(sorted({name for _, name in others}))


def with_known_images(parameters: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """The parameters of a template, with a known default in the place of each other one that names an image."""
    return {
        name: {**one, "Default": known[0]} if one["Type"] == IMAGE_TYPE and one.get("Default") not in known else one
        for name, one in parameters.items()
    }

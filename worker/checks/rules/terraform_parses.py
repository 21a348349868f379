"""Terraform, as a parser reads it."""

from collections.abc import Iterator
from importlib.metadata import version

from lark.exceptions import LarkError

from worker.checks import parsing
from worker.checks.check import Check, Finding, Skipped
from worker.checks.context import Context


class TerraformParses(Check):
    """python-hcl2 over each .tf file."""

    id = "terraform_parses"
    severity = "high"
    sentence = "Every Terraform file is well-formed HCL."
    source = "https://developer.hashicorp.com/terraform/language/syntax/configuration"

    def run(self, context: Context) -> Iterator[Finding]:
        if not context.terraform_files:
            raise Skipped("there are no Terraform files")
        try:
            # Files that are well-formed are parsed here once for every other check.
            parsed = context.hcl
        except Skipped:
            parsed = {}
        for name, text in context.terraform_files.items():
            if name in parsed:
                continue
            try:
                parsing.terraform(text)
            except LarkError as error:
                first = str(error).strip().splitlines()[0]
                yield Finding(file=name, message=f"is not HCL: {first}")

    def version(self) -> str:
        return f"python-hcl2 {version('python-hcl2')}"

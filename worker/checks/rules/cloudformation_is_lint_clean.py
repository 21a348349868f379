"""CloudFormation, as AWS's own linter reads it."""

from collections.abc import Iterator
from importlib.metadata import version

from worker.checks.check import Check, Finding, Skipped
from worker.checks.context import TEMPLATE, Context


class CloudformationIsLintClean(Check):
    """cfn-lint, in this process, for the region of the design; its rules are loaded once."""

    id = "cloudformation_is_lint_clean"
    severity = "high"
    sentence = "The CloudFormation template has no cfn-lint error or warning."
    source = "https://github.com/aws-cloudformation/cfn-lint"
    waits = True

    def run(self, context: Context) -> Iterator[Finding]:
        if TEMPLATE not in context.texts:
            raise Skipped(f"there is no {TEMPLATE}")
        for rule, message, line, path in context.lint(context.texts[TEMPLATE], context.architecture.region):
            resource = str(path[1]) if len(path) > 1 and path[0] == "Resources" else ""
            owner = (
                next((found.owner for found in context.cloudformation if found.name == resource), "")
                if resource
                else ""
            )
            where = f"line {line}" + (f", {resource}" if resource else "")
            yield Finding(component=owner, file=TEMPLATE, message=f"{rule} at {where}: {message}")

    def version(self) -> str:
        return f"cfn-lint {version('cfn-lint')}"

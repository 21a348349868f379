"""Terraform runs tomorrow as it does today."""

from collections.abc import Iterator, Mapping

from worker.checks.check import Check, Finding, Skipped
from worker.checks.context import Context


class VersionsArePinned(Check):
    """A range for Terraform itself and for every provider."""

    id = "versions_are_pinned"
    severity = "low"
    sentence = "Terraform and its providers are held to a range of versions."
    source = "https://developer.hashicorp.com/terraform/language/providers/requirements#version-constraints"

    def run(self, context: Context) -> Iterator[Finding]:
        blocks = [(name, block) for name, content in context.hcl.items() for block in content.get("terraform", [])]
        if not blocks:
            raise Skipped("the Terraform files have no terraform block")
        if not any(block.get("required_version") for _, block in blocks):
            yield Finding(file=blocks[0][0], message="required_version is missing")
        for name, block in blocks:
            for providers in block.get("required_providers", []):
                for provider, wanted in providers.items():
                    if not (isinstance(wanted, Mapping) and wanted.get("version")):
                        yield Finding(file=name, message=f"provider {provider} has no version")

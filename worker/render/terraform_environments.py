"""A file of values for each environment, and an example of a backend for a team."""

import re
from collections.abc import Iterator

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, OptionValue
from worker.render.hcl import literal
from worker.render.hcl_format import format_hcl
from worker.render.option_variables import option_variables

ENVIRONMENTS = ("development", "staging", "production")
# Values of variables that templates bring themselves, by the end of their name.
_RELAXED: dict[str, OptionValue] = {"deletion_protection": False}
_CHEAPER: dict[str, OptionValue] = {"nat_gateways": "single"}

BACKEND = """
# Where a team keeps the state: copy to backend.tf, fill in, and run `terraform init -migrate-state`.
# The bucket must be there before, versioned and encrypted. Locking by the bucket itself needs Terraform 1.10.
terraform {{
  backend "s3" {{
    bucket = "REPLACE-WITH-YOUR-STATE-BUCKET"
    key = "{project}/{environment}/terraform.tfstate"
    region = "{region}"
    encrypt = true
    use_lockfile = true
  }}
}}
"""


def render_environments(architecture: Architecture, catalogue: Catalogue, variables: str) -> dict[str, bytes]:
    """`environments/<name>.tfvars` and `backend.tf.example`, relative to `terraform/`. `variables` is variables.tf."""
    names = dict.fromkeys((*ENVIRONMENTS, architecture.environment))
    files = {
        f"environments/{name}.tfvars": _values(name, architecture, catalogue, variables).encode() for name in names
    }
    backend = BACKEND.format(
        project=architecture.project, environment=architecture.environment, region=architecture.region
    )
    return {**files, "backend.tf.example": format_hcl(backend).strip().encode() + b"\n"}


def _values(name: str, architecture: Architecture, catalogue: Catalogue, variables: str) -> str:
    head = f"# terraform apply -var-file=environments/{name}.tfvars"
    values: dict[str, OptionValue] = {"environment": name, "region": architecture.region}
    values |= dict(_of_templates(name, architecture, variables)) | dict(_of_options(name, architecture, catalogue))
    return (
        head
        + "\n\n"
        + format_hcl("\n".join(f"{key} = {literal(value)}" for key, value in values.items())).strip()
        + "\n"
    )


def _of_options(name: str, architecture: Architecture, catalogue: Catalogue) -> Iterator[tuple[str, OptionValue]]:
    for one in option_variables(architecture, catalogue):
        small = name == "development" and one.development is not None
        yield f"{one.component}_{one.name}", one.development if small and one.development is not None else one.value


def _of_templates(name: str, architecture: Architecture, variables: str) -> Iterator[tuple[str, OptionValue]]:
    """Variables that are laxer or cheaper where nothing is at stake; elsewhere their defaults hold."""
    if name in ("production", architecture.environment):
        return
    for variable in re.findall(r'^variable "(\w+)"', variables, re.MULTILINE):
        for ending, value in {**_RELAXED, **(_CHEAPER if name == "development" else {})}.items():
            if variable == ending or variable.endswith(f"_{ending}"):
                yield variable, value

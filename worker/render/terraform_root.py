"""The files that every Terraform root module has: versions, provider, variables, names."""

import re

from worker.architecture.model import Architecture
from worker.render.hcl import quoted

VERSIONS = """
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
"""

PROVIDER = """
provider "aws" {
  @alias@
  region = @region@

  default_tags {
    tags = {
      Project = var.project
      Environment = var.environment
      ManagedBy = "terraform"
    }
  }
}
"""

NAMES = """
# Names end in letters of this deployment's own, so that the module can be applied twice in one account.
resource "terraform_data" "suffix" {
  input = substr(replace(uuid(), "-", ""), 0, 6)

  lifecycle {
    ignore_changes = [input]
  }
}

locals {
  name_prefix = "${var.project}-${var.environment}-${terraform_data.suffix.output}"
}
"""

CURRENT = ("aws_caller_identity", "aws_partition")


def render_root(architecture: Architecture, others: str) -> dict[str, str]:
    """HCL text by file name. `others` is the rest of the module, which decides what is needed here."""
    providers = [PROVIDER.replace("@alias@\n", "").replace("@region@", "var.region")]
    if re.search(r"\baws\.us_east_1\b", others):
        providers.append(PROVIDER.replace("@alias@", 'alias = "us_east_1"').replace("@region@", '"us-east-1"'))
    looked_up = [f'data "{kind}" "current" {{}}' for kind in CURRENT if f"data.{kind}.current" in others]
    return {
        "versions.tf": VERSIONS,
        "providers.tf": "\n".join(providers),
        "variables.tf": _variables(architecture),
        "locals.tf": "\n".join([*looked_up, NAMES]),
    }


def _variables(architecture: Architecture) -> str:
    return f"""
    variable "region" {{
      description = "AWS region to deploy into"
      type = string
      default = {quoted(architecture.region)}
    }}

    variable "project" {{
      description = "First part of every name"
      type = string
      default = {quoted(architecture.project)}

      validation {{
        condition = can(regex("^[a-z][a-z0-9-]{{1,19}}$", var.project))
        error_message = "Lower-case letters, digits and hyphens, 2 to 20 characters, a letter first."
      }}
    }}

    variable "environment" {{
      description = "Second part of every name: production, staging"
      type = string
      default = {quoted(architecture.environment)}

      validation {{
        condition = can(regex("^[a-z][a-z0-9]{{0,11}}$", var.environment))
        error_message = "Lower-case letters and digits, at most 12 characters, a letter first."
      }}
    }}"""

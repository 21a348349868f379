"""A copy of terraform/ that applies on MiniStack: the provider talks to it, and what it lacks is left out by name."""

import re
import shutil
from pathlib import Path

from stack.errors import StackError
from stack.layout import PROJECT

SERVICES = (
    *("acm", "apigatewayv2", "applicationautoscaling", "budgets", "cloudfront", "cloudwatch", "cloudwatchlogs", "ec2"),
    *("ecr", "ecs", "elasticache", "elbv2", "iam", "kms", "lambda", "rds", "route53", "s3", "secretsmanager", "sesv2"),
    *("sns", "sqs", "ssm", "sts"),
)
PROVIDER = """
provider "aws" {{
{alias}  region                      = "us-east-1"
  access_key                  = "000000000000"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true

  endpoints {{
{endpoints}
  }}
}}
"""
BACKEND = re.compile(r'\n *# [^\n]*\n *backend "s3" \{[^}]*\}\n')
OWNER = "arn:aws:secretsmanager:us-east-1:000000000000:secret:owner"
LEFT_OUT = {
    "database": (
        "RDS there keeps no password of the owner in Secrets Manager; a name stands in for that secret",
        f'output "owner_secret_arn" {{\n  value = "{OWNER}"\n}}\n',
    ),
    "mail": (
        "SES has no MAIL FROM domains",
        'resource "aws_sesv2_email_identity_mail_from_attributes" "domain" {\n  count = 0\n}\n',
    ),
    "web": (
        "Systems Manager has no documents of commands, EC2 checks no addresses and tells no interface of a machine, "
        "CloudFront makes no security group (the network's default one stands in), and there is no autoscaling",
        'resource "aws_instance" "web" {\n  source_dest_check = true\n}\n'
        'resource "aws_route" "out" {\n  count = 0\n}\n'
        'data "aws_security_group" "cloudfront" {\n  name = "default"\n}\n'
        'resource "aws_ssm_document" "deploy" {\n  count = 0\n}\n'
        'resource "aws_appautoscaling_target" "web" {\n  count = 0\n}\n'
        'resource "aws_appautoscaling_policy" "web" {\n  count = 0\n}\n',
    ),
}
"""Module → why, and what is put over it."""


def emulated_copy(folder: Path, endpoint: str) -> Path:
    """Copy terraform/ into `folder`, for the emulator at `endpoint`, and return the root module's folder."""
    copy = shutil.copytree(PROJECT / "terraform", folder / "terraform", ignore=shutil.ignore_patterns(".terraform*"))
    endpoints = "\n".join(f'    {service} = "{endpoint}"' for service in SERVICES)
    providers = [PROVIDER.format(alias=alias, endpoints=endpoints) for alias in ("", '  alias = "us_east_1"\n')]
    (copy / "main" / "emulator_override.tf").write_text("".join(providers), encoding="utf-8")
    versions = copy / "main" / "versions.tf"
    text, removed = BACKEND.subn("", versions.read_text(encoding="utf-8"))
    if not removed:
        raise StackError(f"{versions} has no backend to leave out")
    versions.write_text(text, encoding="utf-8")
    for module, (_, override) in LEFT_OUT.items():
        (copy / "modules" / module / "emulator_override.tf").write_text(override, encoding="utf-8")
    return copy / "main"

"""The check that runs `terraform validate`, with the real command."""

import os
import shutil
from pathlib import Path

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.checks.context import Context, TerraformCommand
from worker.checks.rules.terraform_validates import TerraformValidates
from worker.checks.run import run_check

EMPTY = Architecture(title="Empty", project="empty", components=())
PLUGINS = os.environ.get("TF_PLUGIN_DIR")

needs_terraform = [
    pytest.mark.terraform,
    pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not on PATH"),
]


def check(text, command):
    return run_check(
        TerraformValidates(), Context(EMPTY, load_catalogue(), {"terraform/main.tf": text.encode()}, command)
    )


def terraform():
    return TerraformCommand(Path("terraform"), Path(PLUGINS) if PLUGINS else None)


def test_a_missing_command_is_a_skip_with_the_reason():
    result = check("locals {}", TerraformCommand(Path("no-such-terraform")))
    assert (result.status, result.reason) == ("skipped", "there is no command no-such-terraform")


class TestWithTerraform:
    pytestmark = needs_terraform

    def test_good_terraform_passes(self):
        assert check('output "a" {\n  value = 1\n}\n', terraform()).status == "passed"

    def test_a_fault_is_told_with_its_file_and_line(self):
        result = check('output "a" {\n  value = local.missing\n}\n', terraform())
        assert result.status == "failed"
        assert result.findings[0].file == "terraform/main.tf"
        assert "line 2" in result.findings[0].message

    def test_a_provider_that_cannot_be_had_is_a_skip(self, tmp_path):
        wanted = 'terraform {\n  required_providers {\n    nope = { source = "example.invalid/a/nope" }\n  }\n}\n'
        result = check(wanted, TerraformCommand(Path("terraform"), tmp_path))
        assert result.status == "skipped"
        assert "terraform init" in result.reason

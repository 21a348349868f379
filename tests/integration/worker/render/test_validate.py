"""Every connection of the catalogue, and 50 random architectures: terraform fmt and validate, and cfn-lint.

All modules are children of one root: Terraform loads the provider's schema once. A provider's settings that stand word
for word in another module are validated there: each would start a process of its own, which is half of the time.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from stack.testing.architectures import architectures, covering
from stack.testing.terraform import Terraform
from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.checks.lint import lint_here
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

CATALOGUE = load_catalogue()
RANDOM = 50
MOST = 35  # edges in one design: a CloudFormation template takes 500 resources


@pytest.fixture(scope="session")
def tried(families: dict[str, Architecture]) -> list[Architecture]:
    return [*families.values(), *covering(CATALOGUE, most=MOST), *_random()]


def _random() -> Iterator[Architecture]:
    """The same ones each time: a failure can be looked at again."""
    made: list[Architecture] = []

    @settings(
        max_examples=RANDOM + 1,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(architectures(CATALOGUE, most=12))
    def collect(architecture: Architecture) -> None:
        made.append(architecture)

    collect()
    return iter(sorted(made, key=lambda a: len(a.components))[-RANDOM:])


@pytest.mark.terraform
def test_terraform_finds_every_module_valid_and_tidy(
    tried: list[Architecture],
    tmp_path: Path,
    write: Callable[[Mapping[str, bytes], Path], None],
    terraform: Terraform,
    terraform_init: Callable[[Path], None],
) -> None:
    settings_seen: set[bytes] = set()
    for number, architecture in enumerate(tried):
        files = render_terraform(architecture, CATALOGUE)
        providers = files["providers.tf"]
        for name in re.findall(rb"\bvar\.(\w+)", providers):
            assert b'variable "%s"' % name in files["variables.tf"], (architecture.title, name)
        if providers in settings_seen and b"alias" not in providers:  # an alias is its own module's
            del files["providers.tf"]
        settings_seen.add(providers)
        write(files, tmp_path / f"m{number}")
    root = (f'module "m{number}" {{\n  source = "./m{number}"\n}}\n' for number in range(len(tried)))
    (tmp_path / "main.tf").write_text("\n".join(root))
    assert terraform(tmp_path, "fmt", "-check", "-diff", "-recursive", "-no-color") == ""
    terraform_init(tmp_path)
    assert "The configuration is valid" in terraform(tmp_path, "validate", "-no-color")


def test_cfn_lint_finds_no_error_and_no_warning(families: dict[str, Architecture]) -> None:
    # By the linter that spares what it has found clean: all of cfn-lint for every edge takes minutes.
    for architecture in [*families.values(), *covering(CATALOGUE, most=MOST)]:
        body = render_cloudformation(architecture, CATALOGUE)["template.yaml"].decode()
        assert lint_here(body, "us-east-1") == [], architecture.title

"""`terraform validate` and `terraform fmt` over many bundles at once."""

import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.scorecard.designs import Design

TIMEOUT_SECONDS = 600


class TerraformMissing(Exception):
    """There is no terraform, or no folder with the AWS provider: nothing was validated."""


def invalid(designs: Sequence[Design]) -> dict[str, str]:
    """Sample id → the first fault that `terraform validate` or `terraform fmt -check` finds. Raises TerraformMissing.

    All bundles are child modules of one root: the provider's schema is then read once.
    """
    plugins = os.environ.get("TF_PLUGIN_DIR")
    if not shutil.which("terraform") or not plugins:
        raise TerraformMissing("terraform or TF_PLUGIN_DIR is missing")
    with tempfile.TemporaryDirectory(prefix="groundplan-scorecard-") as name:
        folder = Path(name)
        for number, design in enumerate(designs):
            _write(design.terraform(), folder / f"m{number}")
        root = (f'module "m{number}" {{\n  source = "./m{number}"\n}}\n' for number in range(len(designs)))
        (folder / "main.tf").write_text("\n".join(root))
        _terraform(folder, "init", "-input=false", "-backend=false", f"-plugin-dir={plugins}")
        report = json.loads(_terraform(folder, "validate", "-json").stdout)
        untidy = _terraform(folder, "fmt", "-check", "-recursive", "-list=true").stdout.split()
    faults = {_module(one): _told(one) for one in report["diagnostics"] if one["severity"] == "error"}
    faults |= {path.split("/")[0]: f"{path} is not formatted" for path in untidy}
    return {designs[int(module[1:])].sample.id: told for module, told in faults.items() if module}


def count_resources(design: Design) -> Counter[str]:
    """Resource types of the Terraform files, as their text declares them."""
    text = "\n".join(content.decode() for name, content in design.terraform().items() if name.endswith(".tf"))
    return Counter(line.split('"')[1] for line in text.splitlines() if line.startswith('resource "'))


def _module(diagnostic: dict[str, dict[str, str]]) -> str:
    return (diagnostic.get("range") or {}).get("filename", "").split("/")[0]


def _told(diagnostic: dict[str, object]) -> str:
    return f"{diagnostic.get('summary')}: {diagnostic.get('detail')}"


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _terraform(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
    return subprocess.run(
        ["terraform", f"-chdir={folder}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_SECONDS,
    )

"""`python -m stack.lambda_package FILE`: the worker with all that it needs, as a zip for AWS Lambda.

Versions and hashes are those of requirements.txt. The zip is the same, byte by byte, for the same input.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from stack.errors import NotInstalled, StackError
from stack.layout import PROJECT

PYTHON_VERSION = "3.13"  # the newest runtime that terraform/modules/worker asks for
PLATFORM = "x86_64-manylinux_2_28"  # Amazon Linux 2023 has glibc 2.34
NOT_FOR_THE_WORKER = frozenset(
    {"authlib", "flask", "flask-openapi3", "flask-sock", "gevent", "gunicorn", "psycogreen", "requests", "rq", "stripe"}
)
OURS = ("jobs", "worker")
LARGEST_UNPACKED_BYTES = 250 * 1024 * 1024  # Lambda's own limit for a function with its layers
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold


def build(file: Path, *, for_this_python: bool = False) -> int:
    """Write the zip and return its unpacked size in bytes.

    `for_this_python` takes wheels for the running interpreter and machine, not Lambda's: an emulator runs it here.
    Raises StackError when the packages cannot be had, or are larger than Lambda takes.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        _install(target, for_this_python=for_this_python)
        contents = dict(_contents(target))
        size = sum(path.stat().st_size for path in contents.values())
        if size > LARGEST_UNPACKED_BYTES:
            raise StackError(f"the package would unpack to {size:,} bytes; Lambda takes {LARGEST_UNPACKED_BYTES:,}")
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, contents)
    return size


def worker_requirements() -> list[str]:
    """The packages of requirements.in that the worker imports."""
    lines = (PROJECT / "requirements.in").read_text(encoding="utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))]
    return [name for name in names if re.split(r"[^A-Za-z0-9-]", name)[0] not in NOT_FOR_THE_WORKER]


def _install(target: Path, *, for_this_python: bool) -> None:
    uv = Path(sys.executable).parent / "uv"
    if not uv.exists():
        raise NotInstalled("packaging needs uv, which `make setup` installs where the registry has it")
    if for_this_python:
        where: Sequence[str] = ("--python", sys.executable)
    else:
        where = ("--python-version", PYTHON_VERSION, "--python-platform", PLATFORM)
    command = [str(uv), "pip", "install", "--quiet", "--target", str(target), "--only-binary", ":all:", *where]
    finished = subprocess.run(
        [*command, "--constraint", str(PROJECT / "requirements.txt"), *worker_requirements()],
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise StackError(f"the worker's packages could not be installed:\n{finished.stderr.strip()}")


def _contents(packages: Path) -> Iterator[tuple[str, Path]]:
    """Path in the zip → file."""
    for path in packages.rglob("*"):
        if path.is_file() and not _is_left_out(path.relative_to(packages)):
            yield str(path.relative_to(packages)), path
    for folder in OURS:
        for path in (PROJECT / folder).rglob("*"):
            if path.is_file() and not _is_left_out(path.relative_to(PROJECT)):
                yield str(path.relative_to(PROJECT)), path
    for name in ("mcp_servers.yaml", "mcp_tools.lock.yaml", "models.yaml"):
        yield name, PROJECT / name
    yield "start.py", Path(__file__).with_name("lambda_start.py")


def _is_left_out(path: Path) -> bool:
    """Bytecode is of this machine's Python; a package's tests are of no use in production."""
    return "__pycache__" in path.parts or path.name in {".lock", ".gitignore"} or "tests" in path.parts[:-1]


def _write(file: Path, contents: dict[str, Path]) -> None:
    draft = file.with_suffix(".draft")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            executable = contents[name].stat().st_mode & 0o100
            entry.external_attr = (0o100755 if executable else 0o100644) << 16
            zipped.writestr(entry, contents[name].read_bytes())
    draft.replace(file)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m stack.lambda_package", description=__doc__)
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    try:
        size = build(options.file.resolve())
    except StackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sizes = f"{options.file.stat().st_size / 1e6:.0f} MB, {size / 1e6:.0f} MB unpacked"
    print(f"{options.file}: {sizes}, for Python {PYTHON_VERSION} on {PLATFORM}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

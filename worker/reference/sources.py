"""What the reference is made of, and in which version: packages that are installed, and our own catalogue."""

import hashlib
import importlib.metadata
import importlib.util
from functools import cache
from pathlib import Path
from typing import TypedDict

CATALOGUE = "Groundplan catalogue"
BOTOCORE = "botocore"
SCHEMAS = "cfn-lint"
SERVICE_SPEC = "@aws-cdk/aws-service-spec"

_HERE = Path(__file__).parent
_ARCHITECTURE = _HERE.parent / "architecture"
# All that a fact is read from or computed by; the code too, so that no index of older code is taken for one of this.
_CATALOGUE_FILES = ("blocks/*/block.yaml", "blocks/*/prices.yaml", "families/*.yaml", "vocabulary/*.yaml", "*.yaml")
_READ = ((_ARCHITECTURE, (*_CATALOGUE_FILES, "*.py", "cost/*.py")), (_HERE, ("*.py",)))
_SPEC_FOLDER = _HERE / "node_modules" / "@aws-cdk" / "aws-service-spec"


class Source(TypedDict):
    """Where a fact stands. `date` is when it was read or published, None where its source gives none."""

    name: str
    version: str
    url: str
    date: str | None


def source(name: str, url: str, date: str | None = None) -> Source:
    """One of the names above, with the version that is installed."""
    return Source(name=name, version=version_of(name), url=url, date=date)


@cache
def version_of(name: str) -> str:
    """The package's version; of the catalogue, the first digits of a digest of its files."""
    if name == CATALOGUE:
        return _digest_of_files()[:8]
    if name == SERVICE_SPEC:
        return service_spec_version()
    return importlib.metadata.version(name)


@cache
def digest() -> str:
    """Changes with the version of any source: an index is of one digest."""
    text = ";".join(f"{name}={version_of(name)}" for name in (BOTOCORE, SCHEMAS, SERVICE_SPEC))
    return hashlib.sha256(f"{text};{_digest_of_files()}".encode()).hexdigest()[:16]


def service_spec_file() -> Path | None:
    """The database of @aws-cdk/aws-service-spec, where `make reference` has installed it."""
    path = _SPEC_FOLDER / "db.json.gz"
    return path if path.exists() else None


def service_spec_version() -> str:
    """Empty where it is not installed."""
    found = service_spec_file()
    return hashlib.sha256(found.read_bytes()).hexdigest()[:12] if found else ""


def package_folder(name: str) -> Path:
    """Where a Python package keeps its files. Raises ModuleNotFoundError."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed", name=name)
    return Path(spec.origin).parent


@cache
def _digest_of_files() -> str:
    result = hashlib.sha256()
    for folder, patterns in _READ:
        for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
            result.update(path.name.encode())
            result.update(path.read_bytes())
    return result.hexdigest()

"""The chain of versions, kept in the bundle: what each was made by, when, and its architecture."""

import json
from collections.abc import Mapping, Sequence

from pydantic import Field, ValidationError

from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture, Frozen

CHAIN = "versions/versions.json"
MOST_VERSIONS = 200


class Version(Frozen):
    """One version. The first has no instruction."""

    number: int = Field(ge=1)
    instruction: str = ""
    when: str = Field(default="", description="ISO 8601, UTC; empty where it is not known.")
    job: str = Field(default="", description="Id of the job that made it; empty on the command line.")
    architecture: Architecture


def version_files(versions: Sequence[Version]) -> dict[str, bytes]:
    """`versions/versions.json` and `versions/<number>/architecture.json`."""
    chain = [version.model_dump(mode="json", exclude={"architecture"}) for version in versions]
    files = {CHAIN: json.dumps(chain, indent=2, ensure_ascii=False).encode() + b"\n"}
    for version in versions:
        name = f"versions/{version.number}/architecture.json"
        files[name] = version.architecture.model_dump_json(indent=2).encode() + b"\n"
    return files


def read_versions(files: Mapping[str, bytes], present: Architecture) -> tuple[Version, ...]:
    """The chain of a bundle; where it has none, `present` is version 1. The last is always `present`.

    Raises InvalidArchitecture, which names the file that is none of ours.
    """
    if CHAIN not in files:
        return (Version(number=1, architecture=present),)
    place = CHAIN
    try:
        read = []
        for entry in json.loads(files[CHAIN])[-MOST_VERSIONS:]:
            place = f"versions/{entry['number']}/architecture.json"
            read.append(Version.model_validate({**entry, "architecture": json.loads(files[place])}))
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise InvalidArchitecture(f"cannot be read as a version: {error}", place=place) from error
    if not read:
        return (Version(number=1, architecture=present),)
    # What stands in architecture.json may have been edited by hand since: it is what is revised.
    return (*read[:-1], read[-1].model_copy(update={"architecture": present}))

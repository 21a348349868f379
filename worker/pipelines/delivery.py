"""What every pipeline that makes files does with them: places them, tells of faults, and delivers them with a zip."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from worker.architecture.errors import EngineError
from worker.checks import CheckResult
from worker.errors import EngineRefused
from worker.pipelines.run import File, Run
from worker.render.bundle import MANIFEST, manifest, pack

BUNDLE = "bundle.zip"
MAX_FAULTS_IN_MESSAGE = 3


def placed(terraform: Mapping[str, bytes], cloudformation: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of both dialects, by their path in the bundle."""
    files = {f"terraform/{name}": content for name, content in terraform.items()}
    return files | {f"cloudformation/{name}": content for name, content in cloudformation.items()}


def deliver(run: Run, files: dict[str, bytes]) -> None:
    """Every file by itself, for those who look, and all in one zip."""
    named = {**files, MANIFEST: manifest(files), BUNDLE: pack(files)}
    delivered = [File(name, content) for name, content in named.items()]
    run.stop.check()
    run.deliver(delivered)
    for file in delivered:
        run.report("artifact", {"name": file.name, "size": len(file.content), "media_type": file.media_type})


def finding_event(check: str, severity: str, component: str, message: str) -> dict[str, str]:
    """The data of a `finding` event."""
    return {"check": check, "severity": severity, "component": component, "message": message}


def faults_of(failed: Sequence[CheckResult]) -> str:
    """A sentence that names the first of them and where they are."""
    shown = "; ".join(
        f"{one.component or 'the bundle'}: {one.message} ({one.id})" for one in failed[:MAX_FAULTS_IN_MESSAGE]
    )
    more = f"; and {len(failed) - MAX_FAULTS_IN_MESSAGE} more" if len(failed) > MAX_FAULTS_IN_MESSAGE else ""
    return f"The bundle failed {len(failed)} of its checks: {shown}{more}."


@contextmanager
def engine_faults() -> Iterator[None]:
    """The engine knows nothing of jobs: its errors become permanent ones, with their words and the place."""
    try:
        yield
    except EngineError as error:
        raise EngineRefused(str(error)) from error

"""`download`: the bundle, checked against its manifest; of a comparison, its files."""

from hashlib import sha256
from pathlib import Path

import click
from rich.markup import escape

from groundplan.bundles import ARCHIVE, free_folder, slug_of, write_files
from groundplan.client import Client
from groundplan.command.options import job_argument, resolve_job, spoken
from groundplan.command.terminal import Terminal
from groundplan.errors import NotGenuine
from groundplan.jobs import succeeded
from groundplan.models import Artifact, Job


@click.command()
@job_argument
@click.option(
    "--out",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder.  [default: a new one, named for the design]",
)
@click.option(
    "--zip", "as_zip", type=click.Path(dir_okay=False, path_type=Path), help="Write the zip to this file instead."
)
@spoken
def download(terminal: Terminal, job_id: str, out: Path | None, as_zip: Path | None) -> None:
    """Download what a job made.

    Each file is checked by its SHA-256, those of a bundle against its manifest.
    """
    with terminal.connect() as client:
        job = succeeded(client.jobs.get(resolve_job(client, job_id)))
        if as_zip:
            as_zip.write_bytes(client.jobs.download(job.id).archive)
            terminal.answer({"job_id": str(job.id), "zip": str(as_zip)}, escape(str(as_zip)))
        else:
            fetch(terminal, client, job, out)


def fetch(terminal: Terminal, client: Client, job: Job, out: Path | None) -> None:
    """Write the job's files into `out`, or into a folder of its own."""
    files = _files(client, job)
    folder = out or free_folder(Path.cwd(), slug_of(job.title), files)
    write_files(files, folder)
    if not (terminal.as_json and out):
        terminal.answer(
            {"job_id": str(job.id), "folder": str(folder), "files": sorted(files)}, f"{escape(str(folder))}/"
        )
    terminal.remark(f"  [dim]{len(files)} files, every one checked; begin with {escape(str(folder))}/README.md[/]")


def _files(client: Client, job: Job) -> dict[str, bytes]:
    stored = {one.name: one for one in client.jobs.artifacts(job.id)}
    if ARCHIVE in stored:
        return dict(client.jobs.download(job.id).files)
    if not stored:
        raise NotGenuine(f"Job {job.id} has no files any more: they are kept as long as the plan says.")
    return {name: _checked(one, client.jobs.read(job.id, name)) for name, one in stored.items()}


def _checked(artifact: Artifact, content: bytes) -> bytes:
    if sha256(content).hexdigest() != artifact.sha256:
        raise NotGenuine(f"{artifact.name} is not the file that was stored: its SHA-256 differs")
    return content

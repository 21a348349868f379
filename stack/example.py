"""`python -m stack.example FOLDER`: the bundle that the first page shows, made by the engine as for anybody."""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

REQUEST = (
    "A web shop on containers behind a load balancer, with a PostgreSQL database, a Redis cache for sessions and "
    "product images in object storage behind a CDN. About 20,000 visitors a day, mostly from Germany. "
    "It must survive the loss of one availability zone."
)
LEFT_OUT = ("bundle.zip", "diagram.png", "diagram.drawio", "diagram.json", "review.json", "versions/")
"""Large, or there in another form; the page says how many files a bundle has."""
ABOUT = "about.json"
FILES = "files"
_TOLD = ("title", "summary", "region", "architect", "components", "connections", "monthly_usd", "checks", "files")


def main(folder: Path) -> int:
    """The exit status of the design."""
    with tempfile.TemporaryDirectory(prefix="groundplan-example-") as made:
        bundle = Path(made) / "bundle"
        command = [sys.executable, "-m", "worker.design", "--json", "--out", str(bundle), REQUEST]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            sys.stderr.write(done.stdout)
            return done.returncode
        shutil.rmtree(folder, ignore_errors=True)
        listed = _copy(bundle, folder / FILES)
        _write_about(folder / ABOUT, json.loads(done.stdout), listed)
    sys.stdout.write(f"{len(listed)} files are in {folder}\n")
    return 0


def _copy(bundle: Path, files: Path) -> list[dict[str, Any]]:
    listed = []
    for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
        name = path.relative_to(bundle).as_posix()
        if name.startswith(LEFT_OUT):
            continue
        target = files / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        listed.append({"name": name, "size": path.stat().st_size})
    return listed


def _write_about(path: Path, summary: dict[str, Any], listed: list[dict[str, Any]]) -> None:
    told = {name: summary[name] for name in _TOLD}
    about = {"request": REQUEST, "made_on": datetime.now(UTC).date().isoformat(), "result": told, "shown": listed}
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))

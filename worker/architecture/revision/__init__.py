"""Revises an architecture: an instruction in words, or an edited assumption, makes the next one of it."""

from worker.architecture.revision.errors import NothingToChange, UnclearInstruction, UnknownFix
from worker.architecture.revision.fixes import Fixed, Offer, apply_fixes, offers
from worker.architecture.revision.revise import Revised, revise, revise_assumptions
from worker.architecture.revision.versions import Version, read_versions, version_files

__all__ = [
    "Fixed",
    "NothingToChange",
    "Offer",
    "Revised",
    "UnclearInstruction",
    "UnknownFix",
    "Version",
    "apply_fixes",
    "offers",
    "read_versions",
    "revise",
    "revise_assumptions",
    "version_files",
]

"""What can go wrong with a trial itself, not with what is tried.

TrialError
├── EmulatorMissing     there is no emulator to try on
├── NotAnEmulator       the address answers, and it is no MiniStack
└── ProgramTimedOut     a program was ended because its time was over
"""


class TrialError(Exception):
    """The trial could not be carried out."""


class EmulatorMissing(TrialError):
    """There is no emulator to try the bundle on."""


class NotAnEmulator(TrialError):
    """What answers there is no emulator. Nothing is ever deployed to it."""


class ProgramTimedOut(TrialError):
    """A program took longer than it may and was ended."""

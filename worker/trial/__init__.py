"""Trial deployment into a disposable local AWS emulator account."""

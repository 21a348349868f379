"""Shorter ways to the same results inside cfn-lint, which copies its frozen dataclasses field by field 100,000 times,
and goes through all rules, all schemas and the whole template over and over.

Only for the versions of which it is known that what is left out changes nothing. With another one nothing is replaced,
and nothing spared: it lints as it is, and takes several times as long.
"""

from cfnlint.rules import RulesCollection
from cfnlint.version import __version__

from worker.checks.lint import copies, decoding, rules, searches

KNOWN_VERSIONS = ("1.58.",)


def take_shortcuts(collection: RulesCollection) -> bool:
    """Replace parts of cfn-lint, and of these rules. False where this version of it is not known."""
    if not __version__.startswith(KNOWN_VERSIONS):
        return False
    for part in (copies, searches, decoding):
        part.take_shortcuts()
    rules.take_shortcuts(collection)
    return True

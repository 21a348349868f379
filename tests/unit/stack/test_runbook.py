"""docs/runbook.md has an entry for each alarm that terraform/ makes."""

import re

from stack.layout import PROJECT

MODULES = PROJECT / "terraform" / "modules"
RUNBOOK = (PROJECT / "docs" / "runbook.md").read_text(encoding="utf-8")


def alarms() -> set[str]:
    """Their names, without the environment's."""
    monitoring = "".join(path.read_text() for path in sorted((MODULES / "monitoring").glob("*.tf")))
    in_a_table = re.findall(r"^\s+(\w+) = \{\n\s+description = \"", monitoring, re.M)
    others = "".join(path.read_text() for path in MODULES.rglob("*.tf") if path.parent.name != "monitoring")
    by_themselves = re.findall(r"alarm_name\s+= \"\$\{var\.name\}-([\w-]+)\"", others)
    return {*in_a_table, *by_themselves}


def test_each_alarm_has_its_entry_and_no_entry_is_of_an_alarm_that_is_gone() -> None:
    known = alarms()
    assert {"errors", "slow", "connections", "worker", "dead-letters", "waiting"} <= known
    assert known == set(re.findall(r"^### `([\w-]+)`$", RUNBOOK, re.M))


def test_commands_of_ours_that_it_names_are_there() -> None:
    for module in set(re.findall(r"python -m ([\w.]+)", RUNBOOK)):
        path = PROJECT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module


def test_what_is_asked_of_a_runbook_is_in_it() -> None:
    wanted = (
        *("restore-db-instance-to-point-in-time", "start-message-move-task", "stack.delivery back", "update-alias"),
        *("TOKEN_KEYS", "put-parameter", "suppressed-destination", "event-source-mapping", "get-cost-and-usage"),
    )
    assert [words for words in wanted if words not in RUNBOOK] == []

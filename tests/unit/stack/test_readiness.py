from rich.console import Console

from stack.readiness import ask, readiness_table

TOLD = {
    "status": "degraded",
    "dependencies": [
        {"name": "database", "needed": True, "answers": True, "milliseconds": 1.4},
        {"name": "queue", "needed": False, "answers": False, "milliseconds": None},
    ],
    "late_chores": ["relay"],
}


def test_each_part_is_a_line_with_how_long_it_took():
    console = Console(width=80)
    with console.capture() as shown:
        console.print(readiness_table(TOLD))
    lines = [" ".join(line.split()) for line in shown.get().splitlines()]
    assert lines == ["web stands on answers within", "database yes 1.4 ms", "queue no", "chores late relay"]


def test_where_nobody_answers_nothing_is_said():
    assert ask("http://127.0.0.1:9") is None

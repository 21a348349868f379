from worker.trial.receipt import Receipt, ResourceProof, Step
from worker.trial.receipt_text import receipt_markdown

RECEIPT = Receipt(
    verdict="failed",
    reasons=("aws_x.y: <b>bad</b> | `code`",),
    versions={"ministack": "1.5.33"},
    accounts=("1", "2"),
    region="eu-west-1",
    started_at="2026-01-01T00:00:00+00:00",
    seconds=61.2,
    counts={"proven": 0, "failed": 1, "not_emulated": 0},
    steps=(Step(name="apply", title="Apply", status="failed", seconds=1, detail="line one\nline | two"),),
    resources=(
        ResourceProof(
            dialect="terraform", address="aws_x.y", type="aws_x", component="y", status="failed", evidence="[a](b)"
        ),
    ),
    probes=(),
    differences=(),
    orphans=(),
)
TEXT = receipt_markdown(RECEIPT).decode()


def test_the_page_says_verdict_versions_steps_and_resources() -> None:
    assert "**Failed.**" in TEXT
    assert "ministack 1.5.33" in TEXT
    assert "| Apply | **failed** | 1.0 |" in TEXT
    assert "## Resources" in TEXT


def test_words_of_programs_are_neither_html_nor_markdown() -> None:
    assert "<b>" not in TEXT
    assert "[a](b)" not in TEXT
    assert "line one line \\| two" in TEXT


def test_a_table_that_would_be_empty_is_left_out() -> None:
    assert "## Probes" not in TEXT

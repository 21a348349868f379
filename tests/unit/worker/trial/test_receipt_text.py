from worker.architecture.difference import Effect
from worker.trial.receipt import Receipt, ResourceProof, Step
from worker.trial.receipt_text import receipt_markdown
from worker.trial.transition_plan import Transition

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


def test_a_revision_tells_what_becomes_of_the_version_before() -> None:
    lost = Effect(
        component="db",
        resource="aws_db_instance.db",
        type="aws_db_instance",
        action="replace",
        because=("engine",),
        data="lost",
        guard="AWS refuses while deletion_protection is on",
        method="plan",
    )
    transition = Transition(before=1, after=2, source="`terraform plan` of it.", effects=(lost,), counts={"replace": 1})
    text = receipt_markdown(RECEIPT.model_copy(update={"transition": transition})).decode()
    assert "## From version 1 to 2" in text
    assert "| replaced | aws\\_db\\_instance.db |" in text
    assert "| engine | **DATA LOSS** | AWS refuses while deletion\\_protection is on | plan |" in text
    assert "From version" not in TEXT

"""The Well-Architected review as files: JSON for programs, Markdown as an architect would write it."""

from worker.architecture.review.findings import Review
from worker.architecture.review.registry import PILLARS
from worker.render.documents.page import page

STATUS = {
    "met": "met",
    "not_met": "**not met**",
    "cannot_be_determined": "cannot be determined",
    "not_applicable": "does not apply",
}


def render_review(review: Review) -> dict[str, bytes]:
    """`review.json`, the whole as data, and `review.md`, worst first."""
    text = page("review.md.j2", review=review, pillars=PILLARS, status=STATUS)
    return {"review.json": review.model_dump_json(indent=2).encode() + b"\n", "review.md": text}

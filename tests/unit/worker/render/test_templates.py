"""The filters that block templates use."""

from pathlib import Path
from typing import Any

import pytest

from worker.render.templates import CLOUDFORMATION, TERRAFORM, templates_of
from worker.render.values import Expression


def printed(text: str, **context: Any) -> str:
    return templates_of(Path(), TERRAFORM).render_text(text, context, place="here")


def test_a_fingerprint_changes_with_the_value_only() -> None:
    routes = [{"path": "/orders", "arn": Expression("aws_lambda_function.orders.arn")}]
    other = [{"path": "/orders", "arn": Expression("aws_lambda_function.returns.arn")}]
    assert printed("{{ routes | fingerprint }}", routes=routes) == printed("{{ routes | fingerprint }}", routes=routes)
    assert printed("{{ routes | fingerprint }}", routes=routes) != printed("{{ routes | fingerprint }}", routes=other)


@pytest.mark.parametrize("dialect", [TERRAFORM, CLOUDFORMATION])
def test_a_fingerprint_is_eight_letters_and_digits(dialect: Any) -> None:
    text = templates_of(Path(), dialect).render_text("{{ x | fingerprint }}", {"x": {"a": 1}}, place="here")
    assert len(text) == 8
    assert text.isalnum()

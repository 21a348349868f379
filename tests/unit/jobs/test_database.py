import pytest

from jobs.models import Job


def test_a_query_outside_a_transaction_says_what_to_do() -> None:
    with pytest.raises(AttributeError, match=r"with database\.tenant"):
        Job.select().count()

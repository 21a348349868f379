import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.cursors import (
    cursor_after,
    cursor_at,
    cursor_before,
    cursor_from,
    read_cursor,
    read_cursor_at,
    read_cursor_before,
    read_cursor_from,
)
from web.problems import InvalidFields


@given(st.uuids())
def test_a_cursor_leads_back_to_its_id(last_id: UUID):
    assert read_cursor(cursor_after(last_id)) == last_id


@given(st.datetimes(timezones=st.just(UTC)), st.uuids())
def test_a_cursor_leads_back_to_its_time_and_id(last, last_id):
    assert read_cursor_at(cursor_at(last, last_id)) == (last, last_id)


@given(st.integers(0, 10_000))
def test_a_cursor_leads_back_to_its_number(number):
    assert read_cursor_before(cursor_before(number)) == number


@given(st.integers(0, 999_999_999), st.uuids())
def test_a_cursor_leads_back_to_its_number_and_id(number, last_id):
    assert read_cursor_from(cursor_from(number, last_id)) == (number, last_id)


@pytest.mark.parametrize("read", [read_cursor, read_cursor_at, read_cursor_before, read_cursor_from])
@pytest.mark.parametrize(
    "cursor", ["", "a", "abcd", "!!!!", "ü", "\x00", "A" * 23, "LTE", "OTk5OTk5OTk5OTk5", "2026-11-23 x", "wrI"]
)
def test_what_we_did_not_make_is_refused(read, cursor):
    with pytest.raises(InvalidFields) as raised:
        read(cursor)

    assert raised.value.faults[0].field == "cursor"


def test_a_forged_cursor_brings_no_zone_that_the_database_does_not_know():
    def forged(moment):
        return base64.urlsafe_b64encode(f"{moment} {UUID(int=1)}".encode()).decode().rstrip("=")

    assert read_cursor_at(forged("2026-11-23T20:04:00+20:04")) == (datetime(2026, 11, 23, tzinfo=UTC), UUID(int=1))
    with pytest.raises(InvalidFields):
        read_cursor_at(forged("0001-01-01T00:00:00+20:04"))

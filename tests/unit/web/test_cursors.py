from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.cursors import cursor_after, read_cursor
from web.problems import InvalidFields


@given(st.uuids())
def test_a_cursor_leads_back_to_its_id(last_id: UUID):
    assert read_cursor(cursor_after(last_id)) == last_id


@pytest.mark.parametrize("cursor", ["", "a", "abcd", "!!!!", "ü", "\x00", "A" * 23])
def test_what_we_did_not_make_is_refused(cursor):
    with pytest.raises(InvalidFields) as raised:
        read_cursor(cursor)

    assert raised.value.faults[0].field == "cursor"

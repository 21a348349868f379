import pytest

from jobs.errors import ToolServersUnavailable
from jobs.testing.contracts.tool_servers import ToolServerRecordsContract, health
from jobs.testing.tool_servers import InMemoryToolServerRecords


class TestInMemoryToolServerRecords(ToolServerRecordsContract):
    @pytest.fixture
    def records(self) -> InMemoryToolServerRecords:
        return InMemoryToolServerRecords()


def test_while_it_is_down_nothing_is_kept_and_nothing_can_be_read() -> None:
    records = InMemoryToolServerRecords()
    records.is_down = True
    records.keep("one", "answer", 60)
    assert not records.report("w", [health("w", "alpha")], {})
    for read in (records.servers, records.counts):
        with pytest.raises(ToolServersUnavailable):
            read()
    records.is_down = False
    assert records.answer("one") is None
    assert records.servers() == []

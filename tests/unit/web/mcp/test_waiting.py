"""Progress for those who wait."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

from jobs.events import Event
from web.mcp.waiting import Teller

JOB = uuid4()


class Call:
    """Writes down what a client would be told."""

    def __init__(self):
        self.told = []

    async def report_progress(self, percent, message):
        self.told.append((percent, message))


def told_of(*events):
    async def tell():
        call = Call()
        teller = Teller(call)
        for seq, (kind, data) in enumerate(events, start=1):
            await teller.tell(Event(job_id=JOB, seq=seq, at=datetime.now(UTC), type=kind, data=data))
        return call.told

    return asyncio.run(tell())


def stage(index, status):
    return "stage", {"stage": f"s{index}", "title": f"Stage {index}", "index": index, "of": 4, "status": status}


def test_stages_are_told_in_percent():
    told = told_of(stage(1, "started"), stage(1, "finished"), stage(2, "started"))
    assert [message for _, message in told][1] == "Stage 1 (1 of 4, finished)"
    assert told[1][0] == 25


def test_progress_only_grows_also_when_a_job_is_tried_again():
    again = [stage(index, status) for index in (1, 2, 3, 4) for status in ("started", "finished")]
    busy = [
        ("tool", {"name": f"search {number}", "server": "aws-reference", "phase": "before"}) for number in range(99)
    ]
    percents = [percent for percent, _ in told_of(*again, *again, *busy, *again)]
    assert len(percents) == 3 * 8 + 99
    assert percents == sorted(set(percents))
    assert percents[-1] < 100


def test_words_of_an_answer_and_what_is_over_are_not_progress():
    after = ("tool", {"name": "search", "server": "aws-reference", "phase": "after", "status": "ok"})
    assert told_of(("delta", {"text": "Hello"}), after, ("artifact", {"name": "main.tf"})) == []

"""A job that answers in a conversation: what it starts from, and its words kept however it ends."""

from collections.abc import Callable, Mapping
from typing import Any

from jobs.claims import Claim
from jobs.conversation_turns import Answer, finish_turn, talk_of
from jobs.conversation_turns import Talk as Stored
from jobs.database import Database
from jobs.errors import GroundplanError
from jobs.sheet_history import earlier_sheet
from jobs.sheets import Sheet
from jobs.usage import Usage
from worker.agents.talk.state import Said, Talk
from worker.agents.talk.told import Choice
from worker.pipelines.run import Turn


class ConversationTurn:
    """One claimed turn. The pipeline fills `turn` while it runs."""

    def __init__(self, database: Database, held: Claim) -> None:
        """Raises NotFound where the conversation was removed."""
        self._database = database
        self._held = held
        self._stored = talk_of(database, held)
        self.turn = Turn(held.request, _talk(self._stored, self._earlier))

    def finish(self, result: Mapping[str, Any], used: Usage | None = None) -> bool:
        """The answer, the sheet and the job's end, all or nothing. False: the claim is void."""
        turn = self.turn
        covered = self._stored.summarised_to + turn.summarised if turn.summary is not None else None
        answer = Answer(
            turn.text,
            citations=turn.citations,
            choices=turn.choices,
            title=turn.title,
            sheet=turn.sheet,
            summary=turn.summary,
            summarised_to=covered,
            details=result,
            used=used,
        )
        return finish_turn(self._database, self._held, self._stored, answer)

    def _earlier(self) -> Sheet | None:
        return earlier_sheet(self._database, self._held.org_id, self._stored.conversation_id)

    def keep_stopped(self) -> bool:
        """What was said until the user stopped it, with what was understood. False: it was not the user who did."""
        turn = self.turn
        answer = Answer(turn.text, state="stopped", title=turn.title, sheet=turn.sheet)
        return finish_turn(self._database, self._held, self._stored, answer)

    def fail(self, error: GroundplanError, used: Usage | None = None) -> bool:
        """What was said until it failed. The sheet has what was understood. False: the claim is void."""
        turn = self.turn
        told = (error.code, error.message)
        answer = Answer(turn.text, state="failed", title=turn.title, sheet=turn.sheet, error=told, used=used)
        return finish_turn(self._database, self._held, self._stored, answer)


def _talk(stored: Stored, earlier: Callable[[], Sheet | None]) -> Talk:
    """Without the words that are answered now."""
    said = [
        Said(
            "user" if line.role == "user" else "assistant",
            line.text,
            tuple(Choice(one["label"], one["value"]) for one in line.choices),
        )
        for line in stored.lines[:-1]
    ]
    return Talk(tuple(said), stored.summary, stored.sheet, stored.title, earlier)

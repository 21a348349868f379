"""The states that a conversation's turns have left its sheet in, and the way back through them.

They stand in the results of the turns' jobs, so that nothing is written for them. What was set by hand between two
turns goes back with the later one.
"""

from collections.abc import Sequence
from uuid import UUID

from jobs.conversations import find_row, running_turn, utterances_of
from jobs.database import Database
from jobs.errors import Conflict
from jobs.models import Conversation, Job, Utterance
from jobs.sheets import Sheet, earlier
from jobs.states import State

MOST_TURNS = 50
UNDONE = ["undone"]
"""What a turn has heard that went back itself: it left no state of its own."""


def earlier_sheet(database: Database, org_id: UUID, conversation_id: UUID) -> Sheet | None:
    """What the sheet was before it was what it is. Raises NotFound."""
    with database.tenant(org_id):
        row = find_row(org_id, conversation_id)
        return earlier(Sheet.model_validate(row.sheet), _states(row))


def undo(database: Database, org_id: UUID, conversation_id: UUID) -> Conversation:
    """Put the sheet back by one step. Raises NotFound, and Conflict while a turn runs or where nothing was before."""
    if running_turn(database, org_id, conversation_id):
        raise Conflict("An answer is still on its way, and may change the sheet: wait for it, or stop it.")
    with database.tenant(org_id):
        row = find_row(org_id, conversation_id, lock=True)
        sheet = earlier(Sheet.model_validate(row.sheet), _states(row))
        if sheet is None:
            raise Conflict("There is nothing to undo: no earlier state of this sheet is known.")
        row.sheet = sheet.model_dump()
        row.save()
        return row


def sheet_left(row: Conversation, seq: int) -> Sheet:
    """What the last turn before the utterance `seq` left of the sheet; an empty one where none did.

    The caller is in the tenant's transaction.
    """
    before = utterances_of(row).where(Utterance.role == "user", Utterance.seq < seq)
    for line in before.order_by(Utterance.seq.desc()).limit(MOST_TURNS):
        job = Job.get_or_none(Job.org_id == row.org_id, Job.id == line.job_id, Job.state == State.SUCCEEDED)
        if job and job.result and "sheet" in job.result:
            return Sheet.model_validate(job.result["sheet"])
    return Sheet()


def _states(row: Conversation) -> Sequence[Sheet]:
    """The last of them, oldest first."""
    turns = utterances_of(row).where(Utterance.role == "user").order_by(Utterance.seq.desc()).limit(MOST_TURNS)
    seqs = {line.job_id: line.seq for line in turns}
    ended = Job.select(Job.id, Job.result).where(
        Job.org_id == row.org_id, Job.id.in_(list(seqs)), Job.state == State.SUCCEEDED
    )
    left = [job for job in ended if job.result and "sheet" in job.result and job.result.get("intents") != UNDONE]
    return [Sheet.model_validate(job.result["sheet"]) for job in sorted(left, key=lambda job: seqs[job.id])]

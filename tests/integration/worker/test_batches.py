"""A batch through the worker, on the real queue, database and Redis."""

from jobs.batch_progress import counts_of
from jobs.batch_release import LEAST_AHEAD, advance
from jobs.batches import NewBatch, NewItem, find_batch, state_of, submit_batch
from jobs.errors import PermanentError
from jobs.submission import NewJob

ITEMS = 7


def test_workers_alone_bring_a_batch_to_its_end(bed, use, scripted):
    """Each lets the next item go, and the last one's end is told: no chore runs here."""

    def breaks(_):
        raise PermanentError("This one cannot work.")

    pipeline = scripted(breaks)
    use(pipeline)
    items = [NewItem(line, f"item {line}", NewJob("an API")) for line in range(1, ITEMS + 1)]
    batch = submit_batch(bed.database, org_id=bed.org_id, user_id=bed.user_id, new=NewBatch(items))
    advance(bed.database, bed.queue, bed.progress, bed.org_id, batch.id)
    assert bed.queue.depth() == LEAST_AHEAD
    for _ in range(ITEMS):
        assert bed.deliver(bed.receive()) == []
        assert bed.queue.depth() <= LEAST_AHEAD

    with bed.database.tenant(bed.org_id):
        ended = find_batch(bed.org_id, batch.id)
    assert (state_of(ended), pipeline.runs) == ("finished", ITEMS)
    assert (counts_of(ended).succeeded, counts_of(ended).failed) == (ITEMS - 1, 1)
    *_, last = bed.progress.replay(bed.org_id, batch.id)
    assert (last.data["state"], last.data["failed"]) == ("finished", 1)

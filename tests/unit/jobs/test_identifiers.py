import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from jobs.identifiers import created_milliseconds, new_id


def test_ids_are_version_7_and_grow() -> None:
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert {identifier.version for identifier in ids} == {7}


def test_threads_never_get_the_same_id() -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = [
            identifier for made in pool.map(lambda _: [new_id() for _ in range(500)], range(8)) for identifier in made
        ]
    assert len(set(ids)) == 4000


def test_an_id_tells_when_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    assert before - 1 <= created_milliseconds(new_id()) <= time.time_ns() // 1_000_000 + 1000


def test_ids_of_other_versions_tell_nothing() -> None:
    assert created_milliseconds(uuid4()) == 0

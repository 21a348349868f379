import threading

from worker.late_threads import LateThread, LateThreads

SOON = 0.02
PATIENCE_SECONDS = 60


def named(name):
    return [one for one in threading.enumerate() if one.name == name]


def test_what_goes_on_has_a_thread_of_its_own():
    threads, names, met = LateThreads(SOON), [], threading.Barrier(3)

    def work():
        names.append(threading.current_thread().name)
        met.wait(PATIENCE_SECONDS)

    late = [threads.add(work, f"late-{number}") for number in range(2)]
    met.wait(PATIENCE_SECONDS)
    for one in late:
        threads.end(one)
    assert sorted(names) == ["late-0", "late-1"]


def test_what_has_ended_before_gets_none():
    threads, started = LateThreads(SOON), []
    over = threads.add(lambda: started.append("over"), "over")
    threads.end(over)
    begun = threading.Event()
    threads.end(threads.add(lambda: None, "over too"))
    later = threads.add(begun.set, "later")
    assert begun.wait(PATIENCE_SECONDS)
    threads.end(later)
    assert started == []
    assert over.thread is None


def test_who_ends_it_waits_for_what_it_does():
    threads, began, may_end, done = LateThreads(SOON), threading.Event(), threading.Event(), []

    def work():
        began.set()
        may_end.wait(PATIENCE_SECONDS)
        done.append("all")

    late = threads.add(work, "late")
    assert began.wait(PATIENCE_SECONDS)
    threading.Timer(SOON, may_end.set).start()
    threads.end(late)
    assert done == ["all"]


def test_nobody_looks_once_nobody_waits_and_somebody_does_again_when_needed():
    threads = LateThreads(SOON)
    for _ in range(2):
        begun = threading.Event()
        late = threads.add(begun.set, "late")
        assert begun.wait(PATIENCE_SECONDS)
        threads.end(late)
        for one in named("late-threads"):
            one.join(PATIENCE_SECONDS)
        assert named("late-threads") == []


def test_a_thread_that_the_system_refuses_is_tried_again(monkeypatch, caplog):
    start, begun, refused = LateThread.start, threading.Event(), []

    def refuse_once(late):
        if not refused:
            refused.append(late)
            raise RuntimeError("can't start new thread")
        start(late)

    monkeypatch.setattr(LateThread, "start", refuse_once)
    threads = LateThreads(SOON)
    late = threads.add(begun.set, "late")
    assert begun.wait(PATIENCE_SECONDS)
    threads.end(late)
    assert refused == [late]
    assert "a thread was not started" in caplog.text

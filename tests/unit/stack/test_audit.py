from stack import audit


def test_where_no_advisories_can_be_asked_that_is_said_and_passes_only_if_it_may(monkeypatch, capsys):
    monkeypatch.setattr(audit, "_is_there", lambda _: False)

    assert (audit.main([]), audit.main(["--required"])) == (0, 1)
    assert capsys.readouterr().out.count("SKIPPED, nothing was audited") == 4


def test_one_package_with_an_advisory_is_enough_to_fail(monkeypatch):
    monkeypatch.setattr(audit, "_is_there", lambda _: True)
    monkeypatch.setattr(audit, "_npm_audit", lambda: 0)
    monkeypatch.setattr(audit, "_pip_audit", lambda lock: int(lock == "requirements.txt"))

    assert audit.main([]) == 1


def test_every_lock_is_audited():
    locks = {path.relative_to(audit.PROJECT).as_posix() for path in audit.PROJECT.glob("*requirements*.txt")}

    assert locks <= set(audit.LOCKS)
    assert all((audit.PROJECT / lock).is_file() for lock in audit.LOCKS)

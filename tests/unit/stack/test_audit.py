import pytest

from stack import audit

CLEAN = '{"auditReportVersion": 2, "vulnerabilities": {}}'
FOUND = '{"auditReportVersion": 2, "vulnerabilities": {"left-pad": {"range": "<1.0", "severity": "high"}}}'


def test_where_no_advisories_can_be_asked_that_is_said_and_passes_only_if_it_may(monkeypatch, capsys):
    monkeypatch.setattr(audit, "_is_there", lambda: False)
    monkeypatch.setattr(audit, "_npm_audit", lambda: (1, '{"message": "405 Method Not Allowed"}'))

    assert (audit.main([]), audit.main(["--required"])) == (0, 1)
    assert capsys.readouterr().out.count("SKIPPED, nothing was audited") == 4


@pytest.mark.parametrize(
    ("lock", "npm", "status"),
    [("requirements.txt", (0, CLEAN), 1), ("none", (1, FOUND), 1), ("none", (0, CLEAN), 0)],
)
def test_one_package_with_an_advisory_is_enough_to_fail(monkeypatch, lock, npm, status):
    monkeypatch.setattr(audit, "_is_there", lambda: True)
    monkeypatch.setattr(audit, "_npm_audit", lambda: npm)
    monkeypatch.setattr(audit, "_pip_audit", lambda audited: int(audited == lock))

    assert audit.main(["--required"]) == status


def test_every_lock_is_audited():
    locks = {path.relative_to(audit.PROJECT).as_posix() for path in audit.PROJECT.glob("*requirements*.txt")}

    assert locks <= set(audit.LOCKS)
    assert all((audit.PROJECT / lock).is_file() for lock in audit.LOCKS)

"""`python -m web.staff`: the only way to become staff."""

import pytest

from web.staff import main


@pytest.fixture
def command(environment, monkeypatch, capsys):
    """Run it; the exit status, and what it said."""
    for name in ("GROUNDPLAN_PROFILE", "MIGRATIONS_DATABASE_URL"):
        monkeypatch.setenv(name, environment[name])

    def run(*arguments):
        status = main(arguments)
        output = capsys.readouterr()
        return status, output.out + output.err

    return run


def test_somebody_is_made_staff_listed_and_made_staff_no_more(command, ada):
    who, why = str(ada.account.user_id), ("--reason", "She joined.")
    assert ada.get("/api/v1/admin/users").status_code == 403

    assert command("grant", who, *why) == (0, f"{who} is staff now.\n")
    assert ada.get("/api/v1/admin/users").status_code == 200
    status, listed = command("list")
    assert (status, who in listed) == (0, True)
    assert command("grant", who, *why) == (1, f"{who} is staff already.\n")

    assert command("revoke", who, *why) == (0, f"{who} is staff no more.\n")
    assert ada.get("/api/v1/admin/users").status_code == 403
    assert who not in command("list")[1]
    assert command("revoke", who, *why) == (1, f"{who} is not staff.\n")


@pytest.mark.parametrize(
    "arguments", [(), ("grant",), ("grant", "x"), ("grant", "x", "--reason", " "), ("promote", "x")]
)
def test_what_it_does_not_understand_does_nothing(command, arguments):
    with pytest.raises(SystemExit) as ended:
        command(*arguments)
    assert ended.value.code == 2


def test_an_address_that_nobody_verified_makes_nobody_staff(command, ada):
    email = ada.get("/api/v1/session").json["data"]["user"]["email"]
    status, told = command("grant", email, "--reason", "She joined.")
    assert (status, email in told) == (1, True)
    assert ada.get("/api/v1/admin/users").status_code == 403

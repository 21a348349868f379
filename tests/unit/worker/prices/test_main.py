"""The command shows, refuses and writes, and ends with the exit code that its help promises."""

import pytest

from worker.prices import __main__ as command
from worker.prices.price_list import PriceListUnavailable


@pytest.fixture
def run(monkeypatch, capsys, catalogue, price_list, shelf):
    monkeypatch.setattr(command, "load_catalogue", lambda: catalogue)

    def call(*arguments, listed=None):
        code = command.main(arguments, lambda: listed or price_list(shelf))
        return code, capsys.readouterr()

    return call


def prices_yaml(catalogue):
    return (catalogue.folder / "blocks/thing/prices.yaml").read_text()


TWO = ("refresh", "--region", "us-east-1", "--region", "eu-west-1")


def test_refresh_shows_old_and_new_and_writes(run, catalogue):
    code, told = run(*TWO)
    assert code == command.DONE
    assert "server small" in told.out
    assert "+9.1 %" in told.out
    assert "Written: thing." in told.out
    assert "eu-west-1: 0.12" in prices_yaml(catalogue)


def test_a_dry_run_writes_nothing(run, catalogue):
    before = prices_yaml(catalogue)
    code, told = run(*TWO, "--dry-run")
    assert (code, prices_yaml(catalogue)) == (command.DONE, before)
    assert "Nothing was written" in told.out


def test_a_large_change_is_refused_with_exit_code_1(run, catalogue, shelf, product_text, price_list):
    shelf["small", "us-east-1"] = [product_text("BoxUsage:small", "us-east-1", (0, "0.9"))]
    before = prices_yaml(catalogue)
    code, told = run(*TWO, listed=price_list(shelf))
    assert (code, prices_yaml(catalogue)) == (command.PROBLEMS, before)
    assert "Refused" in told.out
    assert "+800.0 % *" in told.out
    code, _ = run(*TWO, "--accept-large", listed=price_list(shelf))
    assert code == command.DONE
    assert "us-east-1: 0.9" in prices_yaml(catalogue)


def test_without_a_network_the_exit_code_is_3_and_the_reason_is_told(run, monkeypatch, catalogue, capsys):
    def down():
        raise PriceListUnavailable("the AWS Price List cannot be asked: no route. Nothing was written")

    before = prices_yaml(catalogue)
    assert command.main(["refresh"], down) == command.UNAVAILABLE
    assert "no route" in capsys.readouterr().err
    assert prices_yaml(catalogue) == before


def test_an_unknown_block_ends_with_2(run):
    with pytest.raises(SystemExit) as ended:
        run("refresh", "--block", "no_such_block")
    assert ended.value.code == command.WRONG_ARGUMENTS


def test_show_tells_amount_date_and_method(run):
    _, told = run("show", "thing")
    assert "server large" in told.out
    assert "2025-06-01" in told.out
    assert "by hand" in told.out


def test_missing_names_what_has_no_query_and_what_is_estimated(run):
    code, told = run("missing")
    assert code == command.DONE
    assert "thing.requests" in told.out
    assert "thing.server small: 16 of 18 regions" in told.out
    assert "% of the amounts are recorded" in told.out


def test_help_tells_the_exit_codes(capsys):
    with pytest.raises(SystemExit):
        command.main(["--help"])
    told = capsys.readouterr().out
    assert "exit codes" in told
    assert "pricing:GetProducts" in told

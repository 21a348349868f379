"""The command line."""

import io
import json
import re

import pytest

from worker.design.__main__ import main

REQUEST = "A serverless HTTP API that keeps todo items in DynamoDB, in Frankfurt"


@pytest.fixture(autouse=True)
def no_servers(tmp_path, monkeypatch):
    """Servers are processes: the integration tests start them."""
    (tmp_path / "servers.yaml").write_text("servers: {}")
    monkeypatch.setenv("MCP_SERVERS_FILE", str(tmp_path / "servers.yaml"))
    monkeypatch.delenv("MODEL_PROVIDER", raising=False)


def test_writes_the_bundle_and_tells_what_is_in_it(tmp_path, capsys):
    assert main([REQUEST, "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr()
    assert "lambda_function" in told.out
    assert "USD a month" in told.out
    assert "[5/5]" in told.err
    assert (tmp_path / "out" / "cloudformation" / "template.yaml").exists()


def test_prints_json_and_nothing_else(tmp_path, capsys):
    assert main([REQUEST, "--out", str(tmp_path / "out"), "--json", "--region", "eu-west-1"]) == 0
    told = capsys.readouterr()
    summary = json.loads(told.out)
    assert told.err == ""
    assert summary["region"] == "eu-west-1"
    assert sorted(summary["paths"]) == sorted(
        str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()
    )


def test_reads_the_request_from_standard_input(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(REQUEST))
    assert main(["-", "--out", str(tmp_path / "out"), "--json"]) == 0


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ([], "the request is empty"),
        (["--revise", "out"], "the request is empty"),
        (["--revise", "out", "--assume", "users"], "SUBJECT=VALUE"),
        (["--architecture", "a.json", "--option", "balanced"], "for a new design"),
        (["   "], "the request is empty"),
        (["a" * 20_001], "20001 characters; it may have 20000"),
        (["a\x00b"], "control character"),
        ([REQUEST, "--region", "Mars"], "--region"),
        ([REQUEST, "--environment", "Prod!"], "--environment"),
        ([REQUEST, "--option", "cheapest"], "--option"),
        ([REQUEST, "--mode", "analyze", "--option", "balanced"], "--mode analyze makes all options"),
    ],
)
def test_says_which_argument_is_wrong(capsys, arguments, fault):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert fault in capsys.readouterr().err


def test_an_unknown_model_provider_is_a_matter_of_configuration(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("MODEL_PROVIDER", "oracle")
    assert main([REQUEST, "--out", str(tmp_path)]) == 2
    assert "MODEL_PROVIDER=oracle is unknown" in capsys.readouterr().err


def test_an_error_is_json_where_json_was_asked_for(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("MODEL_PROVIDER", "oracle")
    assert main([REQUEST, "--out", str(tmp_path), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "model_not_configured"


def test_a_folder_that_cannot_be_written_is_an_error_and_no_traceback(capsys, tmp_path):
    (tmp_path / "file").write_text("")
    assert main([REQUEST, "--out", str(tmp_path / "file"), "--quiet"]) == 1
    assert str(tmp_path / "file") in capsys.readouterr().err


def test_help_tells_the_exit_codes(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "exit codes:" in capsys.readouterr().out


def test_a_second_bundle_leaves_none_of_the_firsts_files_and_all_of_the_users(tmp_path):
    assert main(["A static site", "--out", str(tmp_path), "--quiet"]) == 0
    state = tmp_path / "terraform" / "terraform.tfstate"
    state.write_text("{}")
    assert (tmp_path / "terraform" / "edge.tf").exists()
    assert main(["A serverless HTTP API with DynamoDB", "--out", str(tmp_path), "--quiet"]) == 0
    assert not (tmp_path / "terraform" / "edge.tf").exists()
    assert state.exists()


def test_what_the_catalogue_does_not_have_is_told_beside_the_result(tmp_path, capsys):
    request = "An API on Lambda, with Amazon Connect and a Storage Gateway"
    assert main([request, "--out", str(tmp_path), "--json", "--quiet"]) == 0
    notes = " ".join(json.loads(capsys.readouterr().out)["notes"])
    assert "Amazon Connect" in notes
    assert "Storage Gateway" in notes


def test_analyze_prints_the_options_side_by_side_and_the_recommendation(tmp_path, capsys):
    assert main([REQUEST, "--mode", "analyze", "--out", str(tmp_path), "--pin", "no WAF"]) == 0
    told = capsys.readouterr()
    assert re.search(r"Cost-optimised +Balanced +Resilient", told.out)
    assert "Recommended: " in told.out
    assert "Resilient gives up" in told.out
    assert (tmp_path / "options" / "resilient" / "cloudformation" / "template.yaml").exists()


def test_an_option_can_be_made_by_name(tmp_path, capsys):
    assert main([REQUEST, "--out", str(tmp_path), "--option", "resilient", "--json"]) == 0
    blocks = {one["block"] for one in json.loads(capsys.readouterr().out)["components"]}
    assert "backup_plan" in blocks


def test_a_pin_that_cannot_be_kept_is_an_error_that_says_why(tmp_path, capsys):
    assert main([REQUEST, "--out", str(tmp_path), "--pin", "must use Aurora", "--pin", "no Aurora"]) == 1
    assert "only one of the two can be kept" in capsys.readouterr().err


def test_revises_a_bundle_in_its_folder_and_keeps_its_versions(tmp_path, capsys):
    out = tmp_path / "out"
    assert main([REQUEST, "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["--revise", str(out), "add an SQS queue", "--assume", "requests_per_month=5000000", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["revision"]["version"] == 2
    assert (out / "CHANGES.md").exists()
    assert [path.name for path in sorted((out / "versions").glob("[0-9]*"))] == ["1", "2"]
    assert main(["--revise", str(out), "frobnicate it"]) == 1
    assert "frobnicate it" in capsys.readouterr().err


def test_makes_the_bundle_of_an_architecture_edited_by_hand(tmp_path, capsys):
    edited = tmp_path / "edited.json"
    design = {"title": "T", "project": "shop", "components": [{"id": "jobs", "block": "sqs_queue", "name": "Jobs"}]}
    edited.write_text(json.dumps(design))
    assert main(["--architecture", str(edited), "--out", str(tmp_path / "out")]) == 0
    edited.write_text(json.dumps({**design, "components": [{"id": "jobs", "block": "nothing", "name": "Jobs"}]}))
    assert main(["--architecture", str(edited), "--out", str(tmp_path / "out")]) == 1
    assert "components[0].block" in capsys.readouterr().err


def test_an_assumption_can_be_chosen_beforehand(tmp_path, capsys):
    assert main([REQUEST, "--out", str(tmp_path / "out"), "--assume", "users=70000", "--json"]) == 0
    known = json.loads((tmp_path / "out" / "requirements.json").read_text())
    assert known["chosen"] == {"users": "70000"}

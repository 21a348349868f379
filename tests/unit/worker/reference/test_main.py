"""The command line."""

import argparse

import pytest

from worker.reference.__main__ import address, main


def test_reads_an_address() -> None:
    assert address("127.0.0.1:8931") == ("127.0.0.1", 8931)
    assert address("[::1]:80") == ("::1", 80)


@pytest.mark.parametrize("text", ["8931", ":8931", "localhost", "localhost:x", "localhost:70000"])
def test_says_what_an_address_looks_like(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not HOST:PORT"):
        address(text)


def test_help_tells_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert "mcpServers" in said
    assert "--http HOST:PORT" in said

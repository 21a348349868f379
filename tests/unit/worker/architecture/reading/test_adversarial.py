"""The longest request that is taken, made to be slow to read: it costs seconds of a processor, not minutes."""

import time

import pytest

from worker.architecture.reading import read_requirements

LONGEST = 20_000
"""Characters of a request, as the API takes them (`NewJob`)."""
SECONDS = 8.0
"""Of processor; some tenths of one where nothing is wrong. What grew with the square of the length took minutes."""

REPEATED = {
    "services": "Lambda ",
    "a list of services": "S3 and RDS, ",
    "words that a list makes services": "glue, ",
    "words with other senses": "glue ",
    "refusals": "without a not no ",
    "moves": "from Oracle to ",
    "numbers": "1 million 5 GB per ",
    "one number": "1",
    "decimals": "1.",
    "ranges": "between 1 and ",
    "amounts": "$1",
    "percentages": "99.9% ",
    "regions": "eu-central-1 ",
    "addresses": "10.0.0.0/",
    "secrets": "password=",
    "keys": "AKIA",
    "base64": "A1b2+/",
    "letters": "a",
    "blanks": " ",
    "line breaks": "a\r\n",
    "quotes": "'a ",
    "brackets": "[a](",
    "markdown": "**a",
    "mail addresses": "a@",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
def test_no_request_takes_long_to_read(piece):
    text = ("ECS, " + piece * LONGEST)[: LONGEST - 1] + "~"  # an end that fits nothing: patterns try all they can
    read_requirements("A static site")  # what is read once a process
    began = time.process_time()

    read_requirements(text)

    assert time.process_time() - began < SECONDS

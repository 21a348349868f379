"""What the web tier knows of the catalogue is what the catalogue is."""

from pathlib import Path

from worker.architecture.catalogue import load_catalogue
from worker.architecture.digest import digest_text

FILE = Path(__file__).parents[2] / "jobs" / "catalogue.json"


def test_the_web_tier_knows_the_catalogue_as_it_is(rewrite: bool) -> None:
    made = digest_text(load_catalogue())
    if rewrite:
        FILE.write_text(made, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == made, "`make golden` writes it anew"

"""prices.yaml is read with the provenance of each amount, and written so that it reads the same."""

import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from worker.architecture.catalogue import HERE
from worker.prices.amounts_file import AmountsFile, Provenance, read, render, write

BY_HAND = Provenance(datetime.date(2025, 6, 1), "by hand")
LOOKED_UP = Provenance(datetime.date(2026, 1, 2), "looked up: twice")
REGIONS = ["us-east-1", "eu-west-1", "sa-east-1", "xx-new-9"]


def written(path, file, order=()):
    write(path, file, order)
    return read(path)


def test_what_most_amounts_have_in_common_stands_first_and_exceptions_are_told(tmp_path):
    file = AmountsFile(head="# Head.\n")
    file.set("b", "", "us-east-1", 0.1, BY_HAND)
    file.set("b", "", "eu-west-1", 0.2, LOOKED_UP)
    file.set("a", "", "us-east-1", 0.3, BY_HAND)
    again = written(tmp_path / "prices.yaml", file, ["a", "b"])
    text = (tmp_path / "prices.yaml").read_text()
    assert text.startswith("# Head.\ndate: 2025-06-01\nmethod: by hand\nrecorded:\n")
    assert yaml.safe_load(text)["recorded"] == [
        {"prices": ["b"], "regions": ["eu-west-1"], "date": datetime.date(2026, 1, 2), "method": "looked up: twice"}
    ]
    assert list(again.amounts) == ["a", "b"]
    assert again.provenance == file.provenance


def test_small_amounts_are_written_without_an_exponent(tmp_path):
    file = AmountsFile()
    file.set("a", "", "us-east-1", 4e-07, BY_HAND)
    assert written(tmp_path / "prices.yaml", file).amounts["a"][""]["us-east-1"] == 4e-07
    assert "0.0000004" in (tmp_path / "prices.yaml").read_text()


def test_values_that_yaml_would_read_otherwise_are_quoted(tmp_path):
    file = AmountsFile()
    for value in ("true", "16", "off", "db.t4g.micro"):
        file.set("a", value, "us-east-1", 1.0, BY_HAND)
    assert set(written(tmp_path / "prices.yaml", file).amounts["a"]) == {"true", "16", "off", "db.t4g.micro"}


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(REGIONS)),
        st.tuples(st.floats(1e-9, 1e6), st.sampled_from([BY_HAND, LOOKED_UP])),
        min_size=1,
    )
)
def test_any_file_reads_back_as_it_was_written(cells):
    file = AmountsFile(head="# Head.\n")
    for (price, region), (usd, provenance) in cells.items():
        file.set(price, "", region, usd, provenance)
    text = render(file, sorted(file.amounts))
    content = yaml.safe_load(text)
    assert content["usd"] == {price: values[""] for price, values in file.amounts.items()}
    assert all(len(line) <= 120 for line in text.splitlines())


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "prices.yaml"
    path.write_text("old")
    with pytest.raises(ValueError, match="no amount to write"):
        write(path, AmountsFile(), [])
    assert path.read_text() == "old"
    assert [item.name for item in tmp_path.iterdir()] == ["prices.yaml"]


@pytest.mark.parametrize("path", sorted(HERE.glob("blocks/*/prices.yaml")), ids=lambda path: path.parent.name)
def test_every_file_of_the_catalogue_can_be_rewritten_without_loss(path, tmp_path):
    file = read(path)
    (tmp_path / "prices.yaml").write_text(render(file, file.amounts))
    again = read(tmp_path / "prices.yaml")
    assert (again.head, again.amounts, again.provenance) == (file.head, file.amounts, file.provenance)

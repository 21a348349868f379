import pytest
from pydantic import ValidationError

from jobs.conversation_turns import storable
from jobs.sheets import EDITABLE, Question, Sheet, Understood, earlier, merged

BASE = Sheet(request="A shop.", region="eu-west-1", assumptions={"users": "10"}, pins=["no Lambda"])
NEW = Sheet(
    request="A shop. With search.",
    region="us-east-1",
    assumptions={"users": "20"},
    pins=["must use Aurora"],
    understood=[Understood(label="Users", value="20")],
    questions=[Question(id="region", text="Where?")],
)


def test_what_nobody_set_meanwhile_is_as_the_answer_has_it() -> None:
    assert merged(BASE, BASE, NEW) == NEW


@pytest.mark.parametrize(
    "mine", [{"request": "A bank."}, {"region": None}, {"assumptions": {}}, {"pins": ["no Lambda", "no RDS"]}]
)
def test_what_the_user_set_meanwhile_stays_and_the_rest_is_as_the_answer_has_it(mine: dict[str, object]) -> None:
    assert merged(BASE.model_copy(update=mine), BASE, NEW) == NEW.model_copy(update=mine)


def test_what_was_read_is_the_answers_even_where_another_turn_read_otherwise() -> None:
    other = BASE.model_copy(update={"understood": [Understood(label="Users", value="5")]})
    assert merged(other, BASE, NEW).understood == NEW.understood


def test_every_part_of_a_sheet_is_known() -> None:
    assert set(EDITABLE) < set(Sheet.model_fields)
    with pytest.raises(ValidationError):
        Sheet.model_validate({"colour": "red"})


@pytest.mark.parametrize(("text", "kept"), [("größer 漢字 🙂\n", "größer 漢字 🙂\n"), ("a\x00b\ud83d", "ab?")])
def test_text_loses_only_what_cannot_be_kept(text: str, kept: str) -> None:
    assert storable(text) == kept


def test_the_state_before_is_the_last_one_that_set_something_else():
    one, two, by_hand = (Sheet(request=words) for words in ("one", "two", "by hand"))
    read = Sheet(request="two", understood=[{"label": "Users", "value": "5"}])
    assert earlier(by_hand, [one, two]) == two
    assert earlier(read, [one, two, two]) == one
    assert earlier(one, [one, two]) == Sheet()
    assert earlier(Sheet(), [one]) is None
    assert earlier(Sheet(), []) is None

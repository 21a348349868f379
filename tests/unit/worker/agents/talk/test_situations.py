"""What those ask who pay for, run and answer for a system, and what they are told."""

import pytest

from jobs.sheets import Sheet
from worker.agents.talk.bills import against_now, two_loads
from worker.agents.talk.everyday_things import of_thing, thing_asked
from worker.agents.talk.failing import what_happens
from worker.agents.talk.frameworks_told import of_framework
from worker.agents.talk.happenings import happening_of, happenings
from worker.agents.talk.moving import moving_plan
from worker.agents.talk.savings import savings
from worker.agents.talk.sheet_reading import read_sheet
from worker.agents.talk.subjects import all_subjects, needs_of
from worker.agents.talk.weighing import better_here, needed
from worker.agents.talk.what_if import what_if

OFFICE = "An HTTP API with DynamoDB and Lambda in Frankfurt for 2 million requests a day"


@pytest.fixture
def office(designs):
    return read_sheet(Sheet(request=OFFICE), designs)


@pytest.fixture
def shop(designs):
    return read_sheet(Sheet(request="A web shop with a relational database for 10,000 users in Frankfurt"), designs)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what happens if the database crashes at night?", "happening"),
        ("what if somebody wipes the data by mistake?", "happening"),
        ("and if hackers get in?", "happening"),
        ("what do we do when our connection is down?", "happening"),
        ("what about HIPAA?", "framework"),
        ("do we need to care about NIS2?", "framework"),
        ("couldn't we just rent one server?", "thing"),
        ("why not keep it in a spreadsheet?", "thing"),
        ("that's way too expensive", "save"),
        ("can we have the same for less?", "save"),
        ("what drives the bill and what can we do about it?", "save"),
        ("is that more than what we pay today?", "against_now"),
        ("what is a quiet month and what is a month with a sale?", "two_loads"),
        ("how do we get everything over to the cloud?", "moving"),
        ("is Aurora better than DynamoDB for us?", "better_here"),
        ("do we really need the load balancer?", "needed"),
        ("leave out everything that we don't need at first", "could_go"),
        ("what if the traffic doubles?", "what_if"),
        ("what if it has to be HIPAA compliant?", "what_if"),
    ],
)
def test_a_question_is_heard_for_what_it_asks(hears, talk_of, question, kind):
    assert [one.kind for one in hears(question, talk_of()).intents] == [kind]


def test_x_rays_of_an_earlier_word_are_no_tracing_later(hears, talk_of, catalogue):
    talk = talk_of("An app for dentists", "the x-rays of the patients are 20 MB each", "Noted.")
    for question in ("why not one big machine?", "what about GDPR?"):
        (intent,) = hears(question, talk).intents
        assert "xray_tracing" not in {one.block for one in intent.subjects}
    assert not needs_of("x-rays of the animals", catalogue)


def test_a_mishap_is_told_of_the_design_as_it_stands(shop, designs):
    told = what_happens(happening_of("what happens if the database dies?"), shop, designs)
    assert "back after 2 minutes, no data lost" in told.text
    assert "daily backups for" in told.text
    assert "Backups in a vault of their own: **+$" in told.text
    assert [one.value for one in told.choices] == ["What changes if we add aws backup?"]


def test_nobody_is_said_to_notice_what_no_part_of_the_design_watches_for(shop, designs):
    leak = happenings()["key_leak"]
    assert "Told: nobody" in what_happens(leak, shop, designs).text
    guarded = read_sheet(Sheet(request=f"{shop.request}. It needs GuardDuty."), designs)
    assert "Told: nobody" not in what_happens(leak, guarded, designs).text


def test_every_mishap_has_an_answer_on_every_kind_of_design(shop, office, designs):
    for one in happenings().values():
        for sheet in (shop, office):
            assert what_happens(one, sheet, designs).text.startswith(f"**{one.title}")


def test_a_framework_tells_what_is_held_what_it_adds_and_what_stays_outside(shop, designs):
    told = of_framework("gdpr", shop, designs)
    assert "controls that apply" in told.text
    assert "Asking for it adds its controls" in told.text
    assert "no legal advice" in told.text
    assert told.citations[0].url.startswith("https://eur-lex.europa.eu")
    near = of_framework("nis2", shop, designs)
    assert "I have no list of its controls" in near.text


def test_one_server_is_priced_against_the_design(shop, office, designs):
    told = of_thing(thing_asked("why not just one big server?"), office, designs)
    assert told.text.startswith("**One server** is Amazon EC2 instance")
    assert "a month before backups" in told.text
    assert "depends on Windows" in of_thing(thing_asked("must we keep Windows?"), shop, designs).text


def test_what_drives_the_cost_comes_with_what_takes_most_off_it(shop, designs):
    told = savings(shop, designs)
    assert "what drives it" in told.text
    assert "saves **$" in told.text
    assert told.choices[0].value.startswith("What changes if we ")


def test_the_sum_is_held_against_what_is_paid_today(shop, designs):
    paid = shop.model_copy(update={"request": f"{shop.request}. We pay 2,500 dollars a month to a hoster."})
    told = against_now("compared to now?", paid, designs)
    assert "Now: 2,500 dollars a month." in told.text
    assert "less**." in told.text
    assert "What do you pay now" in against_now("compared to now?", shop, designs).text


def test_a_busy_month_says_how_busy_it_is_taken_to_be(office, designs):
    assert (
        "3 times the load is my assumption"
        in two_loads("a normal month and a month with a game?", office, designs).text
    )
    assert (
        "A month with 5 times the load: **$" in two_loads("a normal month and one with 5 times?", office, designs).text
    )


def test_the_move_names_the_tools_for_what_the_design_has(shop, office, designs):
    told = moving_plan(shop, designs).text
    assert "AWS Database Migration Service copies" in told
    assert "Way back" in told
    assert "Database Migration Service" not in moving_plan(office, designs).text


def test_two_services_are_weighed_for_the_design_and_one_is_needed_or_not(office, designs, catalogue):
    both = all_subjects("DynamoDB and Postgres", catalogue)
    told = better_here(both, office, "eu-central-1", designs).text
    assert "**For this design**: it has Amazon DynamoDB table" in told
    assert needed(all_subjects("Kinesis", catalogue)[0], office, designs).text.startswith("No: the design does without")
    assert needed(all_subjects("DynamoDB", catalogue)[0], office, designs).text.startswith("You asked for it")


@pytest.mark.parametrize(
    ("told", "kind", "answer"),
    [
        ("each customer may get at most three tickets", "a rule of the business", "application's code has to keep it"),
        ("the wifi in the halls is bad", "about the lines", "send it later"),
        ("we want to get rid of the server room", "an aim of the move", "how would we move it"),
        ("we pay 1,200 a month for all of it", "what it costs today", "no budget"),
        ("it has to feel nice and simple", "a wish about quality", "With a number"),
        ("our staff knows only Java", "about the people", "managed services"),
        ("the owner is called Meyer", "nothing of the design follows from it", "open point"),
    ],
)
def test_what_no_part_follows_from_is_told_by_its_kind_and_stands_in_the_sheet(
    desk, hears, talk_of, told, kind, answer
):
    talk = talk_of("A booking site for a chain of dentists")
    rows = {(one.label, one.value, one.quote) for one in hears(told, talk).sheet.understood}
    assert ("Open point", kind, f"{told[:1].upper()}{told[1:]}") in rows
    text = desk(told, talk).what_changed().text
    assert answer in text
    assert "do not understand" not in text


def test_an_answer_to_a_question_is_no_open_point(hears, talk_of):
    sheet = hears("There is no fixed budget.", talk_of()).sheet
    assert not [one for one in sheet.understood if one.label == "Open point"]


def test_who_asks_and_tells_is_answered_first_and_each_question_once(hears, talk_of):
    heard = hears(
        "Our boss likes Java. That is too much. What drives the bill and what can we do? We pay 900 now.", talk_of()
    )
    assert [one.kind for one in heard.intents] == ["save", "told"]
    assert "We pay 900 now." in heard.sheet.request
    assert "Our boss likes Java." in heard.sheet.request


def test_an_order_that_names_nothing_is_still_refused(hears, talk_of):
    (intent,) = hears("make it purple", talk_of()).intents
    assert intent.kind == "unclear"


def test_what_if_of_something_strange_is_refused_with_what_is_known(shop, designs):
    told = what_if(shop, "the moon falls", designs)
    assert "of no mishap" in told.text
    assert "do not understand" not in told.text

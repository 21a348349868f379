"""What the user's words change in the sheet."""

from jobs.sheets import Sheet
from worker.agents.talk.changes import _counted, changed

HIVES = "Sensors in our hives send the weight over MQTT every few seconds."


def test_what_the_request_speaks_of_is_counted_as_devices(designs):
    made = changed(Sheet(request=HIVES), "there are 5000 hives", designs, declared=True)
    assert any("I counted hives" in note for note in made.notes)


def test_seconds_are_no_devices(designs):
    before = designs.design(Sheet(request=HIVES))
    assert _counted("they can send every 10 seconds instead", before) == ("they can send every 10 seconds instead", ())

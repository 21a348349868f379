"""A conversation in process: what is heard, and what the desk tells."""

import pytest

from jobs.sheets import Sheet
from worker.agents.talk.designs import Designs
from worker.agents.talk.desk import TalkDesk
from worker.agents.talk.listening import listen
from worker.agents.talk.sheet_reading import read_sheet
from worker.agents.talk.state import Said, Talk
from worker.architecture.catalogue import load_catalogue

WORKLOAD = "A booking site for a chain of dentists with a relational database in Frankfurt, about 40,000 patients."


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def designs(catalogue):
    return Designs(catalogue)


@pytest.fixture
def talk_of(designs):
    """A talk with a sheet of this request, in which these things were said, the user beginning."""

    def talk_of(request=WORKLOAD, *said, **sheet):
        sides = ("user", "assistant")
        spoken = tuple(one if isinstance(one, Said) else Said(sides[index % 2], one) for index, one in enumerate(said))
        return Talk(spoken, sheet=read_sheet(Sheet(request=request, **sheet), designs))

    return talk_of


@pytest.fixture
def hears(designs):
    """What a message is heard as."""

    def hears(message, talk=None):
        return listen(message, talk or Talk(), designs)

    return hears


@pytest.fixture
def desk(designs, hears):
    """The desk of a turn with this message."""

    def desk(message, talk=None):
        talk = talk or Talk()
        return TalkDesk(hears(message, talk), talk, designs)

    return desk

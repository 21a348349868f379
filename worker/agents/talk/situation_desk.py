"""The tools of a conversation for whoever pays for, runs and answers for the system; see desk.py for the others."""

from collections.abc import Callable

from strands import tool
from strands.types.tools import AgentTool

from jobs.sheets import Sheet
from worker.agents.talk import bills, moving, savings
from worker.agents.talk.designs import Designs
from worker.agents.talk.everyday_things import of_thing, thing_asked
from worker.agents.talk.failing import what_happens
from worker.agents.talk.frameworks_told import framework_in, of_framework
from worker.agents.talk.happenings import happening_of, happenings
from worker.agents.talk.subjects import Subject
from worker.agents.talk.told import Told
from worker.agents.talk.weighing import better_here, needed


def situation_tools(  # noqa: C901 - as the desk's own
    sheet: Sheet, designs: Designs, region: Callable[[], str], subjects: Callable[[str], tuple[Subject, ...]]
) -> list[AgentTool]:
    """Bound to this turn, as the desk's own. Each answers with JSON: text (Markdown), citations, choices."""

    @tool
    def what_happens_when(mishap: str) -> str:
        """Tell what a mishap does to the design as it stands: what goes on, what is lost, who is told, what helps.

        Args:
            mishap: In words: the database dies, ransomware gets in, a key leaks, a zone or region fails, the queue is
                full, somebody deletes the data, our line is down, the server crashes.
        """
        found = happening_of(mishap) or happening_of(f"what if {mishap}")
        if found is None:
            known = "; ".join(one.title for one in happenings().values())
            return Told(f"I know what happens in these cases: {known}.").as_json()
        return what_happens(found, sheet, designs).as_json()

    @tool
    def what_framework_asks(framework: str) -> str:
        """Tell what a law or standard asks of the design, what it would add and cost, and what no architecture does.

        Args:
            framework: GDPR, HIPAA, PCI DSS, SOC 2, ISO 27001, FedRAMP, NIS2, DORA, C5, TISAX, CCPA.
        """
        name = framework if framework in ("swiss", "c5") else framework_in(framework)
        told = of_framework(name, sheet, designs) if name else Told(f"I know no framework by the name of {framework}.")
        return told.as_json()

    @tool
    def judge_thing(question: str) -> str:
        """Judge something that people know against the design: one big server, Excel, Windows, a messenger.

        Args:
            question: As the user asked: why not just one big server? must we keep Windows?
        """
        thing = thing_asked(question)
        return (of_thing(thing, sheet, designs) if thing else Told("I know nothing of that.")).as_json()

    @tool
    def save_money() -> str:
        """Tell what drives the cost of the design and the changes that save most, each with its saving."""
        return savings.savings(sheet, designs).as_json()

    @tool
    def compare_with_today(question: str = "") -> str:
        """Hold the design's sum against what the user pays today.

        Args:
            question: What the user said, with the sum that is paid today if it is in it.
        """
        return bills.against_now(question, sheet, designs).as_json()

    @tool
    def quiet_and_busy_month(question: str = "") -> str:
        """Price a normal month and a busy one.

        Args:
            question: What the user asked; `5 times` in it is how busy.
        """
        return bills.two_loads(question, sheet, designs).as_json()

    @tool
    def plan_the_move() -> str:
        """Tell how what runs today is moved into the design without a standstill."""
        return moving.moving_plan(sheet, designs).as_json()

    @tool
    def which_is_better_here(services: list[str]) -> str:
        """Compare two services, and judge them for this design.

        Args:
            services: Their names.
        """
        found = [one for name in services for one in subjects(name)]
        return better_here(found, sheet, region(), designs).as_json()

    @tool
    def is_it_needed(service: str) -> str:
        """Tell whether the design needs a service, and what it would be with or without it.

        Args:
            service: Its name.
        """
        found = subjects(service)
        return (needed(found[0], sheet, designs) if found else Told(f"I know no service named {service}.")).as_json()

    return [
        what_happens_when,
        what_framework_asks,
        judge_thing,
        save_money,
        compare_with_today,
        quiet_and_busy_month,
        plan_the_move,
        which_is_better_here,
        is_it_needed,
    ]

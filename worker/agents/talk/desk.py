"""The tools of a conversation, in process: the sheet, its design, and what the catalogue knows of any service."""

from collections.abc import Callable, Sequence

from strands import tool
from strands.types.tools import AgentTool

from worker.agents.talk import comparing, design_answers, facts, load_answers, sheet_answers, what_if
from worker.agents.talk.arithmetic import worked_out
from worker.agents.talk.changes import Changed
from worker.agents.talk.design_answers import design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.dropping import could_go
from worker.agents.talk.headroom import headroom
from worker.agents.talk.intents import Heard
from worker.agents.talk.said_before import said_of
from worker.agents.talk.situation_desk import situation_tools
from worker.agents.talk.state import Talk
from worker.agents.talk.subjects import Subject, all_subjects
from worker.agents.talk.told import Told, joined
from worker.agents.talk.which_one import which_of
from worker.agents.talk.wording import bullets, listed
from worker.architecture.planner.identity import region_of
from worker.architecture.reading.vocabulary import load, meanings

DEFAULT_REGION = "us-east-1"
MOST_REGIONS = 12


class TalkDesk:
    """What one turn works with: the sheet after what was heard, and its design."""

    def __init__(self, heard: Heard, talk: Talk, designs: Designs) -> None:
        self._heard = heard
        self._talk = talk
        self._designs = designs
        self._catalogue = designs.catalogue

    @property
    def region(self) -> str:
        """Of the design, else the one that designs are made for where nobody says."""
        if not self._heard.sheet.request:
            return self._heard.sheet.region or DEFAULT_REGION
        return region_of(self._designs.requirements(self._heard.sheet))

    def tools(self) -> list[AgentTool]:  # noqa: C901 - a list of tools, each a line or two
        """The tools, bound to this turn. Each answers with JSON: text (Markdown), citations, choices."""

        @tool
        def what_changed() -> str:
            """Tell what the user's last words changed: the first design, or how it differs from the one before."""
            return self.what_changed().as_json()

        @tool
        def show_design() -> str:
            """Show the design that the conversation has come to: components with reasons, cost and uptime."""
            return self._of_design(design_answers.shape).as_json()

        @tool
        def estimate_cost() -> str:
            """Estimate what the design costs a month: total with its range, what drives it, what could be saved."""
            return self._of_design(design_answers.cost).as_json()

        @tool
        def review_design(question: str = "") -> str:
            """Review the design: scores by pillar, what does not hold yet, and controls of compliance frameworks.

            Args:
                question: What the user asked; a framework that it names is looked at too.
            """
            named = tuple(match.meaning for match in meanings("compliance").find(question))
            return self._of_design(lambda design: design_answers.review(design, named)).as_json()

        @tool
        def show_limits() -> str:
            """Show the limits of the design's parts that it may run into, and how each part grows."""
            return self._of_design(design_answers.limits).as_json()

        @tool
        def show_load() -> str:
            """Show the load that the design is counted on, each number also by the second, the day and the month."""
            return self._of_design(load_answers.load).as_json()

        @tool
        def show_headroom(question: str = "") -> str:
            """Show what each part of the design uses of its limits at the peak, in percent, and what to have raised.

            Args:
                question: What the user asked; a rate in it, such as 5000 per second, is the peak.
            """
            return self._of_design(lambda design: headroom(design, question)).as_json()

        @tool
        def what_could_go() -> str:
            """Tell which parts of the design could be left out, what that saves and what would be lost."""
            return could_go(self._heard.sheet, self._designs).as_json()

        @tool
        def what_was_said(question: str) -> str:
            """Find what was said of a theme in this conversation, and what the sheet has of it.

            Args:
                question: What the user asked: what did I say about the budget?
            """
            return said_of(question, self._talk, self._heard.sheet).as_json()

        @tool
        def work_out(question: str, region: str = "") -> str:
            """Work out a sum: the time of a transfer, a rate by another period, growth of storage, price of traffic.

            Args:
                question: The sum in words: 40 TB over 500 Mbit/s, 2 million a month per second, 5 TB of egress.
                region: Where prices are asked for, such as eu-west-2. Default: that of the design.
            """
            return worked_out(question, self._there(region), self._catalogue).as_json()

        @tool
        def choose_between(services: list[str], question: str) -> str:
            """Tell which of services that were compared is cheaper, easier, faster, safer, or grows further.

            Args:
                services: Their names.
                question: What the user asked: which one is cheaper?
            """
            found = [one for name in services for one in self._subjects(name)]
            return which_of(found, question, self._heard.sheet, self.region, self._catalogue).as_json()

        @tool
        def explain_flow() -> str:
            """Explain how the parts of the design work together: what each connection does."""
            return self._of_design(design_answers.flow).as_json()

        @tool
        def resilience() -> str:
            """Tell the promised uptime of the design, and what happens when a zone or the region fails."""
            return self._of_design(design_answers.resilience).as_json()

        @tool
        def explain_choice(service: str) -> str:
            """Tell why a service is in the design, or why it is not and what taking it would change.

            Args:
                service: Any name of the service: RDS, load balancer, Aurora.
            """
            return self._each([service], self._explain).as_json()

        @tool
        def what_changes_if(change: str) -> str:
            """Tell what a change would do to cost, uptime, components and review, without making it.

            Args:
                change: An instruction: 100,000 users, move to eu-west-1, drop Redis, use Aurora instead of RDS,
                    make it multi-region, a budget of 200 dollars.
            """
            return what_if.what_if(self._heard.sheet, change, self._designs).as_json()

        @tool
        def about_service(service: str, aspects: list[str] | None = None, region: str = "") -> str:
            """Tell what the catalogue knows of a service.

            Args:
                service: Any name of the service.
                aspects: Of what, limits, price, uptime, growth, latency, effort, security, compliance, options,
                    neighbours. Default: what.
                region: Where prices are asked for, such as eu-west-2. Default: that of the design.
            """
            wanted = [one for one in facts.ASPECTS if one in (aspects or ())] or ["what"]
            return self._each(
                [service],
                lambda one: facts.about(one, wanted, self._there(region), self._catalogue),
            ).as_json()

        @tool
        def set_side_by_side(services: list[str], region: str = "") -> str:
            """Compare two to four services in a table, with what speaks for which.

            Args:
                services: Their names.
                region: Where prices are asked for, such as eu-west-2. Default: that of the design.
            """
            found = [one for name in services for one in self._subjects(name)]
            return comparing.compare(found, self._there(region), self._catalogue).as_json()

        @tool
        def recommend_for(need: str) -> str:
            """Recommend services for a need, the first choice in front.

            Args:
                need: In words: a shopping cart, sending emails, ordered messages.
            """
            told = comparing.recommend(need, self.region, self._catalogue)
            return (told or Told("I know no service of the catalogue by that need.")).as_json()

        @tool
        def size_service(service: str, load: str, region: str = "") -> str:
            """Size one service for a load, and price it.

            Args:
                service: Its name.
                load: In words with a number: 10 million requests a month, 5000 events per second, 500 GB.
                region: Where prices are asked for, such as eu-west-2. Default: that of the design.
            """
            where = self._there(region)
            return self._each([service], lambda one: comparing.size_for(one, load, where, self._catalogue)).as_json()

        @tool
        def regions_without(services: list[str] | None = None) -> str:
            """Tell in which regions the catalogue knows services to be missing; without services, those of the design.

            Args:
                services: Their names.
            """
            return self.regions(services or ()).as_json()

        @tool
        def read_sheet(part: str = "understood") -> str:
            """Read the requirements sheet beside the conversation.

            Args:
                part: understood, assumed, missing (open questions), summary or next (how it becomes a bundle).
            """
            return self.sheet(part).as_json()

        return [
            *(
                what_changed,
                show_design,
                show_limits,
                show_load,
                show_headroom,
                what_could_go,
                what_was_said,
                work_out,
                explain_flow,
                estimate_cost,
                review_design,
                resilience,
            ),
            *(
                explain_choice,
                what_changes_if,
                about_service,
                set_side_by_side,
                choose_between,
                recommend_for,
                size_service,
                regions_without,
                read_sheet,
            ),
            *situation_tools(self._heard.sheet, self._designs, lambda: self.region, self._subjects),
        ]

    def what_changed(self) -> Told:
        """The first design, or the difference, and the question that comes next."""
        sheet = self._heard.sheet
        asked = "\n".join(said.text for said in self._talk.transcript if said.role == "assistant")
        ask = design_answers.question(sheet, asked)
        design = design_or_told(sheet, self._designs)
        if isinstance(design, Told):
            return design
        if self._heard.is_first:
            clashes = [f"{one.text} {one.resolve}".strip() for one in sheet.conflicts]
            conflict = Told(f"To settle:\n\n{bullets(clashes)}" if clashes else "")
            return joined([design_answers.shape(design), conflict, ask])
        change = Changed(sheet, self._heard.notes)
        told = what_if.told_difference(self._heard.before, change, self._designs, done=True)
        aims = {one.label for one in sheet.understood} - {one.label for one in self._heard.before.understood}
        verdict = Told(bullets(design_answers.verdicts(design))) if aims & design_answers.AIMS else Told("")
        return joined([told, verdict, ask])

    def sheet(self, part: str) -> Told:
        """One part of the sheet."""
        sheet = self._heard.sheet
        match part:
            case "assumed":
                return sheet_answers.assumed(sheet)
            case "missing":
                return sheet_answers.missing(sheet)
            case "summary":
                return sheet_answers.summary(sheet, self._designs, self._topics())
            case "next":
                return sheet_answers.next_steps(sheet)
            case _:
                return sheet_answers.understood(sheet)

    def regions(self, services: Sequence[str]) -> Told:
        """By what the catalogue has recorded; a server may know more."""
        known = list(load("regions"))
        blocks = [one.block for name in services for one in self._subjects(name) if one.block]
        if not blocks and self._heard.sheet.request:
            design = design_or_told(self._heard.sheet, self._designs)
            if isinstance(design, Told):
                return design
            blocks = [one.block for one in design.architecture.components]
        missing = {name: set(self._catalogue.block(name).not_in) for name in dict.fromkeys(blocks)}
        if not missing:
            return Told("Of which service? Name it, or tell me first what you want to build.")
        everywhere = [one for one in known if not any(one in absent for absent in missing.values())]
        lines = [
            f"{self._catalogue.block(name).title} is recorded as missing in {listed(sorted(absent))}."
            for name, absent in missing.items()
            if absent
        ]
        if not lines:
            lines = [
                "The catalogue records no region that lacks it."
                if len(missing) == 1
                else "None is recorded as missing anywhere."
            ]
        if len(missing) > 1:
            named = f": {', '.join(everywhere)}" if len(everywhere) <= MOST_REGIONS else ""
            lines.append(f"All of the design can stand in {len(everywhere)} of the {len(known)} regions{named}.")
        pages = tuple(facts.page_of(self._catalogue.block(name)) for name in list(missing)[:3])
        return Told(bullets(lines), pages)

    def _there(self, region: str) -> str:
        """The region that is asked for, else that of the design."""
        return region if region in load("regions") else self.region

    def _of_design(self, tell: Callable[[Design], Told]) -> Told:
        design = design_or_told(self._heard.sheet, self._designs)
        return design if isinstance(design, Told) else tell(design)

    def _explain(self, subject: Subject) -> Told:
        return design_answers.why(subject, self._heard.sheet, self._designs)

    def _each(self, names: Sequence[str], tell: Callable[[Subject], Told]) -> Told:
        found = [one for name in names for one in self._subjects(name)]
        if not found:
            return Told(f"I know no service by the name of {listed(names)}.")
        return tell(found[0])

    def _subjects(self, name: str) -> tuple[Subject, ...]:
        if name in self._catalogue.blocks:
            return (Subject(self._catalogue.block(name).title, name, name),)
        return all_subjects(name, self._catalogue)[:1]

    def _topics(self) -> str:
        said = " ".join(one.text for one in self._talk.transcript if one.role == "user")
        titles = [one.title for one in all_subjects(said, self._catalogue)]
        told = f"We spoke of {listed(titles)}." if titles else ""
        return " ".join(filter(None, (self._talk.summary, told)))

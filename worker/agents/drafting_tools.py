"""The tools that a language model designs with: amend the requirements, change the draft, look at it and check it."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from strands import tool
from strands.types.tools import AgentTool

from worker.agents.spoken import amendment_cleaned
from worker.agents.tools import Desk
from worker.architecture.alternatives.assessment import judge
from worker.architecture.amending import amended
from worker.architecture.amendment import (
    AmendedFamily,
    AmendedMeasure,
    AmendedService,
    AmendedValue,
    Amendment,
    Withdrawn,
)
from worker.architecture.change import (
    AddComponent,
    AddConnection,
    Change,
    RemoveComponent,
    RemoveConnection,
    ReplaceBlock,
    SetNetwork,
    SetOption,
    describe,
)
from worker.architecture.model import Component, ComponentId, OptionValue

MOST_FINDINGS = 12
"""Of the review, the gravest first: a model that reads more of them mends none."""

DraftChange = Annotated[
    AddComponent | RemoveComponent | ReplaceBlock | SetOption | SetNetwork | AddConnection | RemoveConnection,
    Field(discriminator="kind"),
]
"""Region and environment are requirements: they are amended, and planned for."""

_CHANGES: TypeAdapter[list[DraftChange]] = TypeAdapter(list[DraftChange])


class DraftingTools:
    """Bound to one job's desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tools(self) -> list[AgentTool]:  # noqa: C901 - a list of tools, each a line or two
        """Each refuses with the engine's words, and leaves everything as it was then."""

        @tool
        def amend_requirements(  # noqa: PLR0913, PLR0917 - what requirements consist of
            purpose: AmendedValue | None = None,
            family: AmendedFamily | None = None,
            region: AmendedValue | None = None,
            environment: AmendedValue | None = None,
            capabilities: list[AmendedValue] | None = None,
            services: list[AmendedService] | None = None,
            measures: list[AmendedMeasure] | None = None,
            compliance: list[AmendedValue] | None = None,
            preferences: list[AmendedValue] | None = None,
            withdrawn: list[Withdrawn] | None = None,
        ) -> str:
            """Correct or complete what was understood of the request. The draft is planned anew after it.

            Each thing has either a quote (words of the request, exactly) or assumed_because (why it is taken).
            What the user chose cannot be amended.

            Args:
                purpose: One line: what the system is for.
                family: The kind of system.
                region: An AWS region, by its code.
                environment: production, staging or development; only by a quote.
                capabilities: What the system must do, by the names of the catalogue: relational_database, http_api.
                services: Blocks of the catalogue that the request names, or rules out (excluded).
                measures: Numbers, in the unit that the quantity's name says.
                compliance: Frameworks: hipaa, pci-dss, gdpr.
                preferences: How the team likes to work: serverless, kubernetes.
                withdrawn: What was read from the request and is not meant by it.
            """
            given = {
                "purpose": purpose,
                "family": family,
                "region": region,
                "environment": environment,
                "capabilities": capabilities,
                "services": services,
                "measures": measures,
                "compliance": compliance,
                "preferences": preferences,
                "withdrawn": withdrawn,
            }
            return self._amend({name: value for name, value in given.items() if value})

        @tool
        def start_empty_draft() -> str:
            """Begin with no component, instead of the plan. What was changed before is gone."""
            return self._desk.begin_empty().model_dump_json()

        @tool
        def show_architecture() -> str:
            """Show the draft as it is by now, in the form that plan_architecture gives."""
            return self._desk.board.draft.model_dump_json()

        @tool
        def check_architecture() -> str:
            """Check the draft.

            Returns JSON: must_mend (why it cannot be proposed yet), review (what does not hold of the Well-Architected
            review, the gravest first, with the changes that mend it), cost and availability.
            """
            return _json(self._checked())

        @tool
        def add_component(  # noqa: PLR0913, PLR0917 - what a component consists of
            id: ComponentId,
            block: str,
            name: str,
            because: str,
            options: dict[str, OptionValue] | None = None,
            network: ComponentId | None = None,
            connect_to: list[ComponentId] | None = None,
            connect_from: list[ComponentId] | None = None,
        ) -> str:
            """Add a component, and connect it with others that are there.

            Args:
                id: Short, snake case, new in the draft: orders_queue.
                block: A block of the catalogue.
                name: What people call it.
                because: Why it is there: the words of the request that ask for it.
                options: Only what differs from the block's defaults.
                network: The id of the vpc component, where the block stands in subnets.
                connect_to: Ids of components that it calls, reads or writes.
                connect_from: Ids of components that call, read or write it.
            """
            component = Component(
                id=id, block=block, name=name, because=because, options=options or {}, network=network
            )
            edges = [
                *(AddConnection(source=id, target=other, because=because) for other in connect_to or ()),
                *(AddConnection(source=other, target=id, because=because) for other in connect_from or ()),
            ]
            return self._change([AddComponent(component=component), *edges], because)

        @tool
        def remove_component(component: ComponentId, because: str) -> str:
            """Remove a component with all its connections.

            Args:
                component: Its id.
                because: Why it is not needed.
            """
            return self._change([RemoveComponent(component=component)], because)

        @tool
        def replace_block(
            component: ComponentId,
            block: str,
            because: str,
            options: dict[str, OptionValue] | None = None,
            network: ComponentId | None = None,
        ) -> str:
            """Let another block do a component's work; its id, name and connections stay.

            Args:
                component: Its id.
                block: The other block.
                because: Why that one.
                options: On top of those of the old block that the new one takes too.
                network: The id of the vpc component, where the new block needs one and the old had none.
            """
            change = ReplaceBlock(component=component, block=block, options=options or {}, network=network)
            return self._change([change], because)

        @tool
        def connect(source: ComponentId, target: ComponentId, because: str) -> str:
            """Connect two components: source calls, reads, writes or triggers target.

            Args:
                source: The id of the one that acts.
                target: The id of the other.
                because: What for.
            """
            return self._change([AddConnection(source=source, target=target, because=because)], because)

        @tool
        def disconnect(source: ComponentId, target: ComponentId, because: str = "") -> str:
            """Remove the connection from source to target.

            Args:
                source: Its id.
                target: Its id.
                because: Why.
            """
            return self._change([RemoveConnection(source=source, target=target)], because)

        @tool
        def set_option(component: ComponentId, option: str, value: OptionValue, because: str) -> str:
            """Set an option of a component.

            Args:
                component: Its id.
                option: Its name, as describe_block gives it.
                value: A value of the option's type.
                because: Why this value; it is told as an assumption.
            """
            return self._change([SetOption(component=component, option=option, value=value)], because)

        @tool
        def place(component: ComponentId, network: ComponentId | None = None, because: str = "") -> str:
            """Move a component into a network, or out of any.

            Args:
                component: Its id.
                network: The id of a vpc component; leave it out to take the component out of its network.
                because: Why.
            """
            return self._change([SetNetwork(component=component, network=network)], because)

        @tool
        def make_changes(changes: list[DraftChange], because: str) -> str:
            """Make several changes that only fit together: all of them, or none.

            Args:
                changes: Each with its kind: add_component, remove_component, replace_block, set_option, set_network,
                    add_connection, remove_connection. They are made in this order.
                because: Why.
            """
            return self._change(_CHANGES.validate_python(changes), because)

        @tool
        def undo_change() -> str:
            """Take the last change back."""
            return self._told("took back", self._desk.board.undo().changes)

        return [
            *(amend_requirements, start_empty_draft, show_architecture, check_architecture),
            *(add_component, remove_component, replace_block, connect, disconnect, set_option, place),
            *(make_changes, undo_change),
        ]

    def _amend(self, given: dict[str, Any]) -> str:
        desk = self._desk
        amendment = Amendment.model_validate(amendment_cleaned(given, desk.known_hosts))
        now = amended(desk.requirements, amendment, desk.catalogue, read=desk.read)
        changed = [one for one in now.assumptions if one not in desk.requirements.assumptions]
        desk.amend(now)
        told = [one.model_dump(exclude={"important"}) for one in changed]
        conflicts = [str(one) for one in now.conflicts]
        return _json({"amended": told, "conflicts": conflicts, "next": "Call plan_architecture: the draft is gone."})

    def _change(self, changes: Sequence[Change], because: str) -> str:
        return self._told("done", self._desk.board.change(changes, because).changes)

    def _told(self, what: str, changes: Sequence[Change]) -> str:
        draft = self._desk.board.draft
        sizes = {"components": len(draft.components), "connections": len(draft.connections)}
        return _json({what: [describe(change) for change in changes], **sizes})

    def _checked(self) -> dict[str, Any]:
        desk = self._desk
        draft = desk.board.draft
        judgement = judge(draft, desk.requirements, desk.catalogue)
        found = judgement.review.with_status("not_met")
        return {
            "must_mend": desk.faults(examined=True),
            "review": [
                {
                    "severity": one.severity,
                    "sentence": one.sentence,
                    "components": [seen.component for seen in one.evidence if seen.holds is False and seen.component],
                    "mended_by": [change.model_dump(exclude_none=True) for change in one.fix],
                }
                for one in found[:MOST_FINDINGS]
            ],
            "review_score": judgement.review.score,
            "more_findings": max(0, len(found) - MOST_FINDINGS),
            "usd_a_month": {"expected": judgement.cost.monthly_usd, "budget_conflict": judgement.cost.conflict},
            "availability_percent": judgement.availability.percent,
        }


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), default=str)

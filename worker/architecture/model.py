"""The architecture: typed components and connections. Pure data; what the parts mean stands in the catalogue."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ComponentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""Snake case, at most 40 characters: it becomes a Terraform name, a CloudFormation logical id and part of AWS names."""

OptionValue = bool | int | float | str | list[str]


PROJECT_PATTERN = "^[a-z][a-z0-9-]{1,19}$"
"""First part of every name."""


class Frozen(BaseModel):
    """Immutable, and unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Assumption(Frozen):
    """A value that the request did not give. The user can change it and run again."""

    subject: str = Field(description="What the value is for: `api.requests_per_month`, `region`.")
    value: str
    reason: str
    important: bool = Field(default=False, description="Told beside the result, not only in the documents.")


class Component(Frozen):
    """One block of the catalogue, in this architecture."""

    id: ComponentId
    block: str = Field(description="Folder name under worker/architecture/blocks.")
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(
        description="What people call it; shown in the diagram and the documents. Any text: renderers escape it."
    )
    options: dict[str, OptionValue] = Field(
        default_factory=dict, description="Only what differs from the block's defaults."
    )
    network: ComponentId | None = Field(
        default=None,
        description="The id of the vpc component it lives in; required where the block is placed in subnets.",
    )
    because: str = Field(
        default="", description="Why it is here: the words of the request, or the rule that asked for it."
    )


class Connection(Frozen):
    """A directed edge. The catalogue file `<source block>-<target block>.yaml` says what it means."""

    source: ComponentId
    target: ComponentId
    because: str = ""

    @property
    def id(self) -> str:
        """`source_to_target`: unique, since two components have at most one connection in each direction."""
        return f"{self.source}_to_{self.target}"


class Architecture(Frozen):
    """What is going to be built. Use `Catalogue.validate` before rendering: it checks this against the catalogue."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    summary: str = ""
    project: Annotated[str, StringConstraints(pattern=PROJECT_PATTERN)] = Field(
        description="Prefix of every AWS name, at most 20 characters."
    )
    region: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")] = "us-east-1"
    environment: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{0,11}$")] = "production"
    components: tuple[Component, ...]
    connections: tuple[Connection, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    def component(self, component_id: str) -> Component:
        """Raises KeyError where there is none."""
        for component in self.components:
            if component.id == component_id:
                return component
        raise KeyError(component_id)

"""The form of `blocks/<name>/block.yaml`: the facts about one AWS service building block."""

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from worker.architecture.model import Frozen, OptionValue
from worker.architecture.planning import Planning
from worker.architecture.price import Price

Placement = Literal["global", "edge", "regional", "network", "public_subnets", "private_subnets", "data_subnets"]
"""Where a component stands: outside any region, at the edge, in the region beside the VPC, as the VPC itself, or in
subnets of a VPC (`public`: internet-facing, `private`: with a NAT route, `data`: with no route out)."""

Category = Literal[
    "networking", "edge", "compute", "integration", "storage", "database", "analytics", "ai", "security", "operations"
]


def _hold(when: Mapping[str, list[OptionValue]], options: Mapping[str, OptionValue]) -> bool:
    """Has each option one of its values? `options` are the component's, with defaults where it sets none."""
    return all(options[name] in values for name, values in when.items())


WHEN = "Jinja expression that must hold: `options.encrypted`, `network`, `source.options.x`. Empty: always."


class Option(Frozen):
    """One thing about the block that an architecture may set."""

    type: Literal["string", "integer", "number", "boolean", "list"]
    default: OptionValue
    description: str
    choices: list[OptionValue] | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = Field(default=None, description="Full-match regular expression for a string.")
    unit: str = Field(default="", description="`MB`, `seconds`, `requests/month`.")
    variable: bool = Field(
        default=False,
        description="Environments differ in it: a variable of the module, a parameter of the template. Templates print "
        "it as it is and decide nothing by it.",
    )
    usage: bool = Field(default=False, description="A quantity that only the cost needs; it changes no resource.")
    spread: tuple[float, float] = Field(
        default=(0.5, 2.0), description="Of usage: what the low and the high estimate multiply the value by."
    )


class Combination(Frozen):
    """Options that only go together in certain ways: Fargate has 512 to 2048 MB for 256 CPU units."""

    when: dict[str, list[OptionValue]] = Field(description="Holds where each option has one of these values.")
    allow: dict[str, list[OptionValue]] = Field(description="Then each of these options must have one of these.")

    def fault(self, options: Mapping[str, OptionValue]) -> tuple[str, list[OptionValue]] | None:
        """The option that does not fit the others, and the values that would."""
        if _hold(self.when, options):
            return next(((name, fit) for name, fit in self.allow.items() if options[name] not in fit), None)
        return None


class Attribute(Frozen):
    """An expression that others may refer to, in both dialects.

    `{id}` becomes the component's id, `{Id}` its CloudFormation logical id. Terraform is an HCL expression,
    CloudFormation an intrinsic in long form (`{"Fn::GetAtt": ["{Id}", "Arn"]}`) or a plain value. `{slug}` and
    `{known_name}` (a name that does not depend on the resource) work too; see blocks/README.md.
    """

    terraform: str
    cloudformation: Any
    instead: list["OtherExpression"] = Field(
        default_factory=list, description="Where the options change what there is to refer to: the first that holds."
    )

    def chosen(self, options: Mapping[str, OptionValue]) -> "Attribute | OtherExpression":
        """The expression for a component with these options, defaults included."""
        fitting = (o for o in self.instead if _hold(o.when, options))
        return next(fitting, self)


class OtherExpression(Frozen):
    """An attribute's expression for certain values of the options: a secret that the block makes itself."""

    when: dict[str, list[OptionValue]] = Field(description="Holds where each option has one of these values.")
    terraform: str
    cloudformation: Any


class Statement(Frozen):
    """One IAM statement. Strings may hold `${self.arn}`, `${source.arn}`, `${target.arn}`, `${region}`,
    `${account_id}`, `${partition}`, `${prefix}`."""

    actions: list[str] = Field(min_length=1)
    resources: list[str] = Field(min_length=1)
    conditions: dict[str, dict[str, list[str]]] = Field(
        default_factory=dict, description="operator → key → values: {StringEquals: {aws:SourceAccount: [...]}}"
    )
    because: str = Field(default="", description="Why a `*` resource, where AWS allows nothing narrower.")
    when: str = Field(default="", description=WHEN)


class ManagedPolicy(Frozen):
    """An AWS managed policy of a role."""

    path: str = Field(description="`service-role/AmazonRDSEnhancedMonitoringRole`.")
    when: str = Field(default="", description=WHEN)


class Variant(Frozen):
    """Where the component stands instead, where its options say so: a server with a public address."""

    when: dict[str, list[OptionValue]] = Field(description="Holds where each option has one of these values.")
    placement: Placement
    entry: bool = Field(default=False, description="Clients then reach it from the internet.")

    def holds(self, options: Mapping[str, OptionValue]) -> bool:
        """`options` are the component's, with the defaults of those that it does not set."""
        return _hold(self.when, options)


class Standing(Frozen):
    """In which zones of its network a component runs. Of several, the first whose `when` holds counts.

    Copies stand in the zones in turn: first those of `roles`, then those that options count.
    """

    when: dict[str, list[OptionValue]] = Field(
        default_factory=dict, description="Holds only where each option has one of these values."
    )
    roles: list[str] = Field(
        default_factory=list, description="A copy each: `[primary, standby]`; an empty name for a copy like all others."
    )
    first: str = Field(default="", description="What the first of the counted copies is: `writer`.")
    counted: dict[str, str] = Field(
        default_factory=dict, description="Options that are a number of copies, and what one is: `desired_count: task`."
    )
    zone: str = Field(default="", description="Option with the number of the zone of the first copy, from 1.")

    def holds(self, options: Mapping[str, OptionValue]) -> bool:
        """`options` are the component's, with the defaults of those that it does not set."""
        return _hold(self.when, options)


class Role(Frozen):
    """An IAM role of the block. Renderers make the role; the block's template only refers to it."""

    principal: str = Field(description="Service that assumes it: lambda.amazonaws.com; `dms.{region}.amazonaws.com`.")
    also: list[str] = Field(default_factory=list, description="Other services that assume it.")
    own: list[Statement] = Field(default_factory=list, description="For what the block itself owns: its log group.")
    managed: list[ManagedPolicy] = Field(default_factory=list)
    on_demand: bool = Field(default=False, description="Made only where a connection or `own` grants it something.")
    same_account: bool = Field(
        default=False, description="Trust the service only on behalf of this account (aws:SourceAccount)."
    )
    session_tags: bool = Field(default=False, description="Its service tags the session: EKS Pod Identity does.")
    when: str = Field(default="", description=WHEN)


class Output(Frozen):
    """What the person who deployed wants to know: an address, a name."""

    attribute: str
    description: str
    when: str = Field(default="", description=WHEN)


class Sla(Frozen):
    """A published service level agreement. Of several, the first whose `when` holds counts."""

    monthly_percent: float = Field(gt=0, le=100)
    when: dict[str, list[OptionValue]] = Field(
        default_factory=dict, description="Holds only where each option has one of these values."
    )
    source: str
    date: datetime.date
    note: str = ""


class Recovery(Frozen):
    """What happens when a zone or the region fails. Of several with one scope, the first whose `when` holds counts."""

    scope: Literal["zone", "region"]
    when: dict[str, list[OptionValue]] = Field(default_factory=dict)
    rto_minutes: float = Field(ge=0, description="Until it works again.")
    rpo_minutes: float = Field(ge=0, description="Of data, at most, that may be lost.")
    how: str = Field(description="`RDS promotes the standby`, `restored from the last backup by hand`.")
    source: str = ""


Latency = Literal[
    "none", "microseconds", "milliseconds", "tens_of_milliseconds", "hundreds_of_milliseconds", "seconds", "minutes"
]
"""What a request that passes through usually waits here; `none` where no request waits for it."""


class Step(Frozen):
    """Something that a person does by hand. `<id>` is the component's id, `<region>` the region."""

    when: dict[str, list[OptionValue]] = Field(
        default_factory=dict, description="Told where each option has one of these values."
    )
    text: str
    commands: list[str] = Field(
        default_factory=list, description="Shell; `$(terraform output -raw <id>_x)` reads an output."
    )

    def holds(self, options: Mapping[str, OptionValue]) -> bool:
        """`options` are the component's, with the defaults of those that it does not set."""
        return _hold(self.when, options)


class Block(Frozen):
    """One folder of the catalogue. `name` is the folder's."""

    name: str
    title: str = Field(description="As AWS writes it: `AWS Lambda function`.")
    service: str = Field(description="Short name of the AWS service, snake case: `lambda`, `api_gateway`, `rds`.")
    counts_as: list[str] = Field(
        default_factory=list, description="Other services that people count it among: the nodes of EKS are EC2."
    )
    names: list[str] = Field(description="What people call it, lower case. Matched on word boundaries.")
    category: Category
    placement: Placement
    icon: str = Field(description="Path in npm aws-icons without `.svg`; icon.svg in the folder is its copy.")
    documentation: str
    summary: str = Field(description="One sentence: what it does in an architecture.")
    options: dict[str, Option] = Field(default_factory=dict)
    combinations: list[Combination] = Field(default_factory=list)
    attributes: dict[str, Attribute] = Field(default_factory=dict)
    roles: dict[str, Role] = Field(default_factory=dict, description="The first is the one connections add to.")
    not_in: list[str] = Field(
        default_factory=list, description="Regions where AWS, or CloudFormation, does not have it: plans do without it."
    )
    entry: bool = Field(default=False, description="Clients reach it from the internet: the diagram draws them.")
    entry_label: str = Field(default="HTTPS", description="What they speak, on their arrow: `SFTP`.")
    variants: list[Variant] = Field(default_factory=list, description="The first that holds counts.")
    security_group: bool = Field(default=False, description="Renderers make a security group for it.")
    egress_https: bool = Field(default=False, description="Its security group may reach AWS APIs on 443.")
    zones: int = Field(
        default=2, ge=2, le=3, description="Availability Zones that its network must have, where AWS takes no fewer."
    )
    standing: list[Standing] = Field(
        default_factory=list, description="In which zones of its network it runs; empty for what runs in each of them."
    )
    slots: list[str] = Field(default_factory=list, description="Lists that connections add entries to.")
    slot_limits: dict[str, int] = Field(default_factory=dict, description="Slots that take only so many entries.")
    needed_slots: list[str] = Field(
        default_factory=list,
        description="Of these at least one must have an entry: a distribution without origin is none.",
    )
    rival_slots: list[list[str]] = Field(
        default_factory=list, description="Slots of which only one may have entries: a rule listens on one bus."
    )
    outputs: dict[str, Output] = Field(default_factory=dict, description="Outputs of both dialects, by name.")
    resources: dict[Literal["terraform", "cloudformation"], list[str]] = Field(
        description="Resource types its templates can make."
    )
    quotas: list[str] = Field(default_factory=list)
    slas: list[Sla] = Field(default_factory=list)
    recovery: list[Recovery] = Field(
        default_factory=list,
        description="Empty for what is regional by design: then a zone costs nothing and the region is the limit.",
    )
    latency: Latency = "none"
    scaling: str = Field(default="", description="How it grows and where that ends, one sentence.")
    effort: int = Field(
        default=2,
        ge=1,
        le=5,
        description="To operate. 1: nothing to run, 2: sizes or versions to choose, 3: capacity to watch and "
        "maintenance windows, 4: servers of your own to patch, 5: a platform of your own.",
    )
    planning: Planning
    steps: dict[Literal["before", "after", "verify", "repair"], Step] = Field(
        default_factory=dict,
        description="before: what the account needs first; after: to do once it is deployed; verify: how one sees that "
        "it works; repair: when it does not.",
    )
    prices: list[Price] = Field(default_factory=list)
    not_priced: list[str] = Field(default_factory=list, description="What is known to cost and is not in `prices`.")

    def placed(self, options: Mapping[str, OptionValue]) -> Placement:
        """Where a component with these effective options stands."""
        return next((variant.placement for variant in self.variants if variant.holds(options)), self.placement)

    def is_entry(self, options: Mapping[str, OptionValue]) -> bool:
        """Do clients on the internet reach a component with these effective options?"""
        return next((variant.entry for variant in self.variants if variant.holds(options)), self.entry)

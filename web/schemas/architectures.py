"""An architecture that someone posts back: `architecture.json` of a bundle, edited by hand."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, StringConstraints

from jobs.catalogue import catalogue_digest
from web.schemas.text import refuse_unstorable
from web.validation import broken_rule

_LIMITS = catalogue_digest()
ComponentId = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{0,39}$")]
LONGEST = 4000  # characters
Text = Annotated[str, StringConstraints(strict=True, max_length=LONGEST), AfterValidator(refuse_unstorable)]
Word = Annotated[str, StringConstraints(strict=True, max_length=200), AfterValidator(refuse_unstorable)]
MOST_ITEMS = 200


def refuse_nested(value: Any) -> Any:
    """Return ``value``, if it is one that an option can have. Which it takes, the catalogue says."""
    items = value if isinstance(value, list) else [value]
    if len(items) > MOST_ITEMS:
        raise broken_rule(f"has {len(items):,} items", f"at most {MOST_ITEMS} items")
    for item in items:
        if not isinstance(item, str) and (isinstance(value, list) or not isinstance(item, bool | int | float)):
            raise broken_rule("is no value of an option", "text, a number, true, false or a list of texts")
        if isinstance(item, str):
            refuse_unstorable(item)
            if len(item) > LONGEST:
                raise broken_rule(f"has {len(item):,} characters", f"at most {LONGEST:,} characters")
    return value


OptionValue = Annotated[Any, PlainValidator(refuse_nested, json_schema_input_type=bool | float | str | list[str])]


class PostedPart(BaseModel):
    """Unknown fields are an error: a misspelt one would be lost without a word."""

    model_config = ConfigDict(extra="forbid")


class PostedComponent(PostedPart):
    """One block of the catalogue."""

    id: ComponentId
    block: Word = Field(description="Name of a block of the catalogue: `lambda_function`.")
    name: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=60), AfterValidator(refuse_unstorable)]
    options: dict[Word, OptionValue] = Field(
        default={}, max_length=200, description="What differs from the block's defaults."
    )
    network: ComponentId | None = Field(default=None, description="Id of the network that it stands in.")
    because: Text = ""


class PostedConnection(PostedPart):
    """What one component does with another."""

    source: ComponentId
    target: ComponentId
    because: Text = ""


class PostedAssumption(PostedPart):
    """A value that no request gave."""

    subject: Word
    value: Text
    reason: Text
    important: bool = False


class PostedArchitecture(PostedPart):
    """What is to be built, as it is. Faults are named by their place."""

    title: Annotated[
        str, StringConstraints(strict=True, min_length=1, max_length=120), AfterValidator(refuse_unstorable)
    ]
    summary: Text = ""
    project: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9-]{1,19}$")]
    region: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")] = "us-east-1"
    environment: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9]{0,11}$")] = "production"
    components: list[PostedComponent] = Field(min_length=1, max_length=_LIMITS.most_components)
    connections: list[PostedConnection] = Field(default=[], max_length=_LIMITS.most_connections)
    assumptions: list[PostedAssumption] = Field(default=[], max_length=500)

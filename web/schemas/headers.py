"""Headers that the API reads."""

from typing import Annotated

from pydantic import Field, StringConstraints

from web.schemas.kept import KeptSchema

IdempotencyKey = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]


class IdempotencyHeader(KeptSchema):
    """Makes repeating a request safe."""

    idempotency_key: IdempotencyKey | None = Field(
        default=None,
        alias="Idempotency-Key",
        description="The same key with the same body gives the answer of the first time; with another body, 409.",
    )

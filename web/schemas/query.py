"""What may stand in the query of a request."""

from pydantic import ConfigDict

from web.schemas.kept import KeptSchema


class Query(KeptSchema):
    """Names that are not known are refused."""

    model_config = ConfigDict(extra="forbid")

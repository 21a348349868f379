"""What may stand in the query of a request."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict


class Query(BaseModel):
    """Its schema is made once: flask-openapi3 asks for it at each request, which took a fifth of a list's time."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the schema; where nothing about it is asked for in particular, the one that is kept."""
        return super().model_json_schema(*args, **kwargs) if args or kwargs else _kept(cls)


@cache
def _kept(model: type[Query]) -> dict[str, Any]:
    return super(Query, model).model_json_schema()

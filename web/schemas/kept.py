"""Schemas that are asked for many times."""

from functools import cache
from typing import Any

from pydantic import BaseModel


class KeptSchema(BaseModel):
    """Its JSON schema is made once for each way to ask for it; who gets it leaves it as it is.

    flask-openapi3 asks for a request's schemas at each request, which took a fifth of a list's time, and for an
    answer's at each route that gives it: nine hundred times for the one of errors, a fifth of a start.
    """

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the one that is kept. The arguments are pydantic's, and hashable."""
        return _kept(cls, *args, **kwargs)


@cache
def _kept(model: type[KeptSchema], *args: Any, **kwargs: Any) -> dict[str, Any]:
    return super(KeptSchema, model).model_json_schema(*args, **kwargs)

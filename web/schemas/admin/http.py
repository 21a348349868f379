"""What staff see of the web tier's answers."""

from datetime import datetime

from pydantic import BaseModel, Field

from jobs.metrics.totals import HttpHour


class HttpRate(BaseModel):
    """How the web tier answered in an hour."""

    hour: datetime = Field(description="Its beginning, in UTC.")
    requests: int = Field(description="How many were answered.")
    refused: int = Field(description="Answers of 400 to 499: the caller's fault.")
    errors: int = Field(description="Answers of 500 or more: ours.")
    error_rate: float = Field(description="0 to 1: errors by requests.")
    seconds_50: float | None = Field(description="Half of the answers took no longer, by the bounds that are counted.")
    seconds_95: float | None = Field(description="Of twenty answers nineteen took no longer, by the same bounds.")
    errors_by_route: dict[str, int] = Field(description="How many errors each route had, by method and template.")

    @classmethod
    def of(cls, hour: HttpHour) -> "HttpRate":
        """Return what was counted, with its rates."""
        requests, errors = sum(hour.answers.values()), hour.answers.get("5xx", 0)
        return cls(
            hour=hour.hour,
            requests=requests,
            refused=hour.answers.get("4xx", 0),
            errors=errors,
            error_rate=round(errors / requests, 4) if requests else 0.0,
            seconds_50=hour.seconds_50,
            seconds_95=hour.seconds_95,
            errors_by_route=hour.errors_by_route,
        )

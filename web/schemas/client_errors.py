"""What a page of ours tells when it breaks."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_$.]{0,63}$")]
Frame = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_$.<>/@:*-]{1,160}$")]


class ClientError(BaseModel):
    """An error, without its words: these may hold what somebody wrote."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "kind": "render",
                "name": "TypeError",
                "page": "/jobs/:jobId",
                "frames": ["ResultView@/assets/result-view-8f0e1c2a.js:1:2048"],
                "release": "4ebdc56",
            }
        },
    )

    kind: Literal["render", "error", "rejection"] = Field(description="Where it was caught.")
    name: Name = Field(description="Of the error, such as `TypeError`.")
    page: Frame = Field(description="The page's route, such as `/jobs/:jobId`; no ids.")
    frames: list[Frame] = Field(
        default=[], max_length=20, description="Where in our own files it came from: function, file, line and column."
    )
    release: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{0,64}$")] = Field(
        default="", description="Which build of the pages it was."
    )

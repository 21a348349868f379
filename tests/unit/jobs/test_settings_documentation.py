"""docs/settings.md tells of every setting, in the words of the code."""

from pathlib import Path

import pytest

from jobs.settings import Settings

DOCUMENT = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name.upper()}` | {Settings.model_fields[name].description} |" in DOCUMENT


@pytest.mark.parametrize("variable", ["MODEL_ID", "MODEL_API_KEY", "MODEL_BASE_URL", "BEDROCK_REGION"])
def test_what_models_need_is_documented(variable: str) -> None:
    assert f"`{variable}`" in DOCUMENT

"""The short table, made of what Analyze really gives."""

from uuid import uuid4

from web.mcp.options import table_of
from worker.architecture.alternatives import make_alternatives
from worker.architecture.alternatives.assessment import assess
from worker.architecture.alternatives.comparison import compare
from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements


def test_the_table_is_short_and_has_the_figures_to_choose_by():
    catalogue = load_catalogue()
    requirements = read_requirements("A REST API with PostgreSQL in Ireland", catalogue=catalogue)
    options = [assess(option, requirements, catalogue) for option in make_alternatives(requirements, catalogue)]
    comparison = compare(requirements, options, catalogue)
    result = {
        "title": comparison.title,
        "options": [row.model_dump(mode="json") for row in comparison.rows],
        "recommendation": comparison.recommendation.model_dump(mode="json"),
    }

    table = table_of(uuid4(), result, next_step="choose")

    assert [row.name for row in table.options] == ["cost-optimised", "balanced", "resilient"]
    assert table.recommended in {row.name for row in table.options}
    for row, whole in zip(table.options, comparison.rows, strict=True):
        assert row.monthly_usd["expected"] == whole.cost.expected
        assert row.availability_percent == whole.availability.percent
        assert row.zone_lost.rto_minutes == whole.recovery.zone.rto_minutes
    assert len(table.model_dump_json()) < 8000

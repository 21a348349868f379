from pathlib import Path

import pytest

from jobs.errors import TiersMisconfigured
from jobs.settings import Settings
from jobs.states import Mode
from jobs.tiers import FILE, MonthlyJobs, TierName, read_tiers, tiers


def test_every_tier_and_every_mode_has_its_limits() -> None:
    for name in TierName:
        for mode in Mode:
            assert (limit := tiers().of(name).jobs_a_month.of(mode)) is None or limit >= 0
    assert set(MonthlyJobs.model_fields) == {mode.value for mode in Mode}


def test_no_tier_includes_less_than_the_one_before() -> None:
    free, pro, enterprise = (tiers().of(name) for name in TierName)
    for less, more in ((free, pro), (pro, enterprise)):
        assert less.unfinished_jobs < more.unfinished_jobs
        assert less.batch_size < more.batch_size
        assert less.retention_days < more.retention_days
        assert more.members is None or (less.members or 0) < more.members
        for mode in Mode:
            limit = more.jobs_a_month.of(mode)
            assert limit is None or (less.jobs_a_month.of(mode) or 0) < limit


def test_a_tier_that_is_none_has_no_limits_to_fall_back_to() -> None:
    with pytest.raises(ValueError, match="gold"):
        tiers().of("gold")


def test_a_setting_can_name_every_tier() -> None:
    assert Settings.model_validate({"new_organization_tier": TierName.PRO}).new_organization_tier == "pro"
    assert Settings().new_organization_tier == TierName.FREE


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  members: 3\n", "", r"tiers\.yaml:\d+:\d+: free\.members: Field required"),
        ("  members: 3\n", "  members: three\n", r"free\.members: Input should be a valid integer"),
        ("  members: 3\n", "  members: 3\n  seats: 3\n", r"free\.seats: Extra inputs are not permitted"),
        ("verify: 10", "verify: -1", r"free\.jobs_a_month\.verify: .*greater than or equal to 0"),
        ("verify: 10", "verify: 10, verify: 1000", "a second time"),
        ("unfinished_jobs: 20", "unfinished_jobs: null", r"free\.unfinished_jobs: Input should be a valid integer"),
        ("pro:\n", "gold:\n", r"gold: Extra inputs"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_with_its_place(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "tiers.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TiersMisconfigured, match=told):
        read_tiers(file)

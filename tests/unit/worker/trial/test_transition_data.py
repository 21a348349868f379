"""What becomes of the data of a resource that is deleted."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.trial.transition_data import fate, load_stores


@pytest.mark.parametrize(
    ("type_", "before", "keeping"),
    [
        ("aws_iam_role", {}, ""),
        ("aws_efs_file_system", {}, "lost"),
        ("aws_db_instance", {"skip_final_snapshot": True}, "lost"),
        ("aws_db_instance", {"skip_final_snapshot": False}, "snapshot"),
        ("aws_elasticache_replication_group", {"final_snapshot_identifier": "last"}, "snapshot"),
        ("aws_elasticache_replication_group", {"final_snapshot_identifier": None}, "lost"),
        ("aws_kms_key", {"deletion_window_in_days": 30}, "kept"),
        ("aws_secretsmanager_secret", {"recovery_window_in_days": 0}, "lost"),
    ],
)
def test_data_is_lost_kept_or_snapshotted_as_the_resource_says(type_: str, before: dict, keeping: str) -> None:
    assert fate(type_, before)[0] == keeping


def test_what_refuses_the_deletion_is_told() -> None:
    assert "not empty" in fate("aws_s3_bucket", {})[1]
    assert fate("aws_dynamodb_table", {"deletion_protection_enabled": False})[1] == ""
    assert "deletion_protection_enabled" in fate("aws_dynamodb_table", {"deletion_protection_enabled": True})[1]


def test_protection_that_is_a_variable_is_told_although_a_trial_turned_it_off() -> None:
    assert "deletion_protection" in fate("aws_db_instance", {"deletion_protection": False})[1]


def test_every_type_of_the_table_is_one_that_the_catalogue_makes() -> None:
    folder = load_catalogue().folder
    made = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("blocks/*/*.tf.j2"))
    assert [type_ for type_ in load_stores() if f'resource "{type_}"' not in made] == []

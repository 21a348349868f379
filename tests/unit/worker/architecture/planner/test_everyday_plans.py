"""Plans of requests in everyday words: sized by the numbers of the business, and of a sane cost."""

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost.estimate import monthly_usd
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()
SENSORS = "Our pumps send their pressure. About 9,000 sensors, each one every 3 seconds. "
SALE = "We sell tickets for concerts. When they go on sale 30,000 fans come in five minutes. First come first served."


def planned(text: str) -> Architecture:
    return plan(read_requirements(text, catalogue=CATALOGUE), CATALOGUE)


def options(architecture: Architecture, block: str) -> dict[str, object]:
    return dict(next(one.options for one in architecture.components if one.block == block))


def test_what_is_kept_a_month_fills_the_store_and_is_no_answer() -> None:
    made = planned("Dentists look at scans, which have to be stored: 10 MB each, 500 a day. Patients book online.")
    assert options(made, "s3_bucket")["storage_gb"] == 1825
    assert options(made, "application_load_balancer").get("transfer_gb_per_month", 0) != 500


def test_a_rush_raises_the_most_and_not_what_always_runs() -> None:
    made = planned(SALE)
    blocks = {one.block for one in made.components}
    assert {"sqs_fifo_queue", "elasticache_redis", "aurora_serverless"} <= blocks
    assert "sqs_queue" not in blocks
    assert "desired_count" not in options(made, "ecs_service")
    assert options(made, "ecs_service")["maximum_count"] == 20


def test_small_readings_in_great_numbers_are_sent_together() -> None:
    made = planned(SENSORS)
    assert options(made, "iot_core")["messages_per_month"] == 9_000 / 3 * 730 * 3600 / 25
    assert any(one.subject == "messages_per_month" and "bundles" in one.reason for one in made.assumptions)
    assert monthly_usd(made, CATALOGUE) < 5_000


def test_a_request_that_names_its_parts_is_sized_by_what_it_says() -> None:
    made = planned(SENSORS + "IoT Core, Lambda, DynamoDB and Kinesis.")
    assert options(made, "iot_core")["messages_per_month"] == 9_000 / 3 * 730 * 3600


def test_what_is_told_of_later_is_a_part_of_what_came_first() -> None:
    made = planned(SENSORS + "Our data scientists train a model every week. Our IT likes Kafka.")
    edges = {(one.source, one.target) for one in made.connections}
    assert {"iot_core", "msk_cluster", "sagemaker_pipeline"} <= {one.block for one in made.components}
    assert {
        ("devices", "bridge"),
        ("bridge", "stream"),
        ("stream", "processor"),
        ("training_schedule", "training"),
    } <= edges


def test_what_names_the_part_first_is_a_system_of_that_kind() -> None:
    assert read_requirements("We train models every week on what our sensors send").family == "machine_learning"


def test_shares_are_no_data_of_the_database() -> None:
    made = planned("A file server and an old SQL Server in the basement. Documents are 6 TB. Searchable, please.")
    assert options(made, "fsx_windows")["storage_gb"] == 6016
    assert "storage_gb" not in options(made, "rds_instance")

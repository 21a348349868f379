import os
import subprocess
import sys
from pathlib import Path

from jobs import aws
from jobs.provision import provision
from jobs.settings import Settings

PROJECT = Path(__file__).parents[3]


def test_it_makes_queues_bucket_and_sender_and_may_run_again(settings: Settings) -> None:
    provision(settings)
    provision(settings)
    sqs = aws.sqs(settings)
    url = sqs.get_queue_url(QueueName=settings.jobs_queue_name)["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert settings.jobs_dead_letter_queue_name in attributes["RedrivePolicy"]
    assert float(attributes["VisibilityTimeout"]) == settings.lease_seconds
    (rule,) = aws.s3(settings).get_bucket_lifecycle_configuration(Bucket=settings.artifacts_bucket)["Rules"]
    assert [(one["Days"], one["StorageClass"]) for one in rule["Transitions"]] == [(90, "GLACIER_IR")]
    senders = aws.ses(settings).list_email_identities()["EmailIdentities"]
    assert settings.mail_sender in {sender["IdentityName"] for sender in senders}


def test_the_command_says_in_one_line_what_is_wrong(environment: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "jobs.provision"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **environment, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == ["The job queue does not answer."]

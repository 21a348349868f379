"""terraform/main, applied on MiniStack in its smallest size: the application runs on its queue, bucket and function."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.exceptions import ClientError

from jobs.artifacts import Artifacts, NewArtifact
from jobs.database import Database
from jobs.dispatch import dispatch
from jobs.errors import MissingSettings, NotFound
from jobs.messages import Message
from jobs.models import Artifact, Job
from jobs.parameter_store import kept_settings
from jobs.queue import Queue
from jobs.settings import Settings, load_settings
from jobs.states import TERMINAL, State
from jobs.stored_files import StoredFiles
from jobs.submission import NewJob, submit
from jobs.testing.contracts.artifacts import ArtifactsContract
from jobs.testing.contracts.queue import AnyQueue, QueueContract
from stack.infrastructure.emulated import emulated_copy
from stack.infrastructure.secrets import fill
from stack.lambda_package import build
from stack.testing.databases import Migrated
from stack.testing.terraform import Terraform
from web.accounts import Account, Person, account_of
from worker.trial.account import Account as AwsAccount
from worker.trial.account import Credentials, new_accounts
from worker.trial.emulator_process import find_emulator, own_emulator

pytestmark = pytest.mark.terraform

SECONDS = 120  # the cold start unpacks 60 MB
BEDROCK_MODEL = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"
PATH = "/groundplan/trial"
SECRETS = {
    "web": ["DATABASE_URL", "OIDC_CLIENT_SECRET", "REDIS_URL", "SECRET_KEY", "STAFF_DATABASE_URL"],
    "chores": ["CHORES_DATABASE_URL", "REDIS_URL"],
    "worker": ["DATABASE_URL", "REDIS_URL"],
    "migrate": ["CHORES_DATABASE_URL", "DATABASE_URL", "STAFF_DATABASE_URL"],
}


@dataclass(frozen=True)
class Installed:
    """What the apply made, and what was filled into its secrets."""

    outputs: dict[str, Any]
    filled: list[str]
    before: str
    """What a process was told while nothing was filled."""


@pytest.fixture(scope="module")
def installed(
    tmp_path_factory: pytest.TempPathFactory,
    terraform: Terraform,
    terraform_init: Callable[[Path], None],
    aws_endpoint: str,
) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    build(folder / "worker.zip", for_this_python=True)
    main = emulated_copy(folder, aws_endpoint)
    variables = {
        "region": "us-east-1",
        "environment": "trial",
        "domain": "groundplan.example.com",
        "alarm_email": "operators@example.com",
        "oidc_issuer": "https://accounts.example.com",
        "oidc_client_id": "groundplan",
        "worker_package": str(folder / "worker.zip"),
        "lambda_runtime": f"python{sys.version_info.major}.{sys.version_info.minor}",
        "instance_image": "ami-0abcdef1234567890",
        "bedrock_models": [BEDROCK_MODEL],
    }
    (main / "terraform.tfvars.json").write_text(json.dumps(variables), encoding="utf-8")
    terraform_init(main)
    terraform(main, "apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=40")  # it mostly waits
    outputs = {name: one["value"] for name, one in json.loads(terraform(main, "output", "-json")).items()}
    with pytest.raises(MissingSettings) as raised:
        kept_settings(environment_of("web", aws_endpoint))
    filled = fill(boto3.client("ssm"), outputs, {"OIDC_CLIENT_SECRET": "of the provider"}.__getitem__)
    return Installed(outputs, filled, str(raised.value))


def environment_of(part: str, aws_endpoint: str) -> dict[str, str]:
    """What a process of the part is started with."""
    names = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
    given = {name: os.environ[name] for name in names}
    return {**given, "AWS_ENDPOINT_URL": aws_endpoint, "AWS_REGION": "us-east-1", "SETTINGS_PATH": f"{PATH}/{part}"}


@pytest.fixture(scope="module")
def servers(installed: Installed, migrated: Migrated, redis_url: str) -> Installed:
    """The database and the cache are this machine's: the emulator has none to connect to."""
    ssm = boto3.client("ssm")
    urls = {"DATABASE_URL": migrated.app_url, "STAFF_DATABASE_URL": migrated.staff_url, "REDIS_URL": redis_url}
    for name in installed.filled:
        here = urls.get(name.rpartition("/")[2])
        if here:
            ssm.put_parameter(Name=name, Value=here, Type="SecureString", Overwrite=True)
    return installed


@pytest.fixture(scope="module")
def settings(servers: Installed, aws_endpoint: str) -> Settings:
    """Those of the web tier, as it finds them."""
    environment = environment_of("web", aws_endpoint)
    return load_settings(environment | kept_settings(environment))


@pytest.fixture(scope="module")
def database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    yield database
    database.close()


@pytest.fixture(scope="module")
def account(database: Database) -> Account:
    return account_of(database, Person("https://provider.example", "lambda", "lambda@example.com", "Lambda"))


def submitted(database: Database, queue: Queue, account: Account, request: str) -> Job:
    jobs = submit(database, org_id=account.org_id, user_id=account.user_id, jobs=[NewJob(request=request)])
    dispatch(database, queue, jobs)
    return jobs[0]


def ended(database: Database, account: Account, job: Job) -> Job:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with database.tenant(account.org_id):
            row = Job.get_by_id(job.id)
        if row.state in TERMINAL:
            return row
        time.sleep(0.1)
    pytest.fail(f"the job is still {row.state} after {SECONDS} s")


def test_a_job_runs_through_the_function_to_its_bundle(
    settings: Settings, database: Database, account: Account
) -> None:
    job = submitted(database, Queue.from_settings(settings), account, "A serverless HTTP API for notes with DynamoDB")
    done = ended(database, account, job)
    assert done.error is None
    assert (done.state, done.attempt) == (State.SUCCEEDED, 1)
    assert done.result["checks"]["failed"] == 0
    with database.tenant(account.org_id):
        bundle = Artifact.get(Artifact.job_id == job.id, Artifact.name == "bundle.zip")
    assert len(b"".join(Artifacts.from_settings(settings).open(bundle.key))) == bundle.size


def test_a_message_that_cannot_be_read_does_not_stop_its_neighbour(
    settings: Settings, database: Database, account: Account
) -> None:
    sqs: Any = boto3.client("sqs")
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName=settings.jobs_queue_name)["QueueUrl"], MessageBody="poison")
    job = submitted(database, Queue.from_settings(settings), account, "A static website with a CDN")
    assert ended(database, account, job).error is None


class TestArtifactsOfTheStack(ArtifactsContract):
    @pytest.fixture
    def artifacts(self, settings: Settings) -> Artifacts:
        return Artifacts.from_settings(settings)


@pytest.fixture(scope="module")
def unworked(installed: Installed) -> None:
    """The function takes nothing from here on."""
    (mapping,) = mappings_of(installed)
    boto3.client("lambda").update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)


class TestQueueOfTheStack(QueueContract):
    @pytest.fixture
    def queue(self, settings: Settings, unworked: None) -> Queue:
        sqs: Any = boto3.client("sqs")
        for name in (settings.jobs_queue_name, settings.jobs_dead_letter_queue_name):
            sqs.purge_queue(QueueUrl=sqs.get_queue_url(QueueName=name)["QueueUrl"])
        return Queue.from_settings(settings)

    def test_a_message_that_is_received_too_often_becomes_a_dead_letter(self, queue: AnyQueue) -> None:
        """Twice as often as a job is attempted: what comes while Postgres is away counts against the message alone."""
        sent = Message(job_id=uuid4(), org_id=uuid4())
        queue.send([sent])
        for _ in range(10):
            (received,) = queue.receive(10)
            queue.change_visibility(received["ReceiptHandle"], 0)
        assert queue.receive(0) == []
        (dead,) = queue.receive_dead_letters()
        assert Message.parse(dead["Body"]) == sent


def mappings_of(installed: Installed) -> list[dict[str, Any]]:
    name = f"{installed.outputs['worker_function_name']}:live"
    mappings: list[dict[str, Any]] = boto3.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    return [one for one in mappings if one["FunctionArn"].endswith(f":function:{name}")]


def test_the_queue_calls_the_version_that_is_live(installed: Installed) -> None:
    (mapping,) = mappings_of(installed)
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 10}


def test_a_process_does_not_start_on_secrets_that_were_never_filled(installed: Installed) -> None:
    assert "OIDC_CLIENT_SECRET" in installed.before
    assert "make secrets" in installed.before


def test_every_secret_is_filled_once_and_the_same_in_every_part(installed: Installed) -> None:
    wanted = [f"{PATH}/{part}/{name}" for part, names in SECRETS.items() for name in names]
    assert sorted(installed.filled) == sorted(wanted) == sorted(installed.outputs["secret_names"])
    ssm: Any = boto3.client("ssm")
    assert fill(ssm, installed.outputs, {}.__getitem__) == []
    chores = [
        ssm.get_parameter(Name=f"{PATH}/{part}/CHORES_DATABASE_URL", WithDecryption=True)["Parameter"]["Value"]
        for part in ("chores", "migrate")
    ]
    assert chores[0] == chores[1]
    assert chores[0].startswith("postgresql://groundplan_chores:")
    assert chores[0].endswith("/groundplan?sslmode=require")


def test_a_secret_that_comes_later_takes_the_value_that_others_have(installed: Installed) -> None:
    ssm: Any = boto3.client("ssm")
    late = f"{PATH}/late/SECRET_KEY"
    ssm.put_parameter(Name=late, Value="unset", Type="SecureString")
    secret_names = [f"{PATH}/web/SECRET_KEY", late]
    assert fill(ssm, installed.outputs | {"secret_names": secret_names}, {}.__getitem__) == [late]
    values = [ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"] for name in secret_names]
    assert values[0] == values[1]
    assert len(values[0]) >= 32


def test_a_command_becomes_a_process_with_the_settings_of_its_part(servers: Installed, aws_endpoint: str) -> None:
    program = (
        "import os; print(os.environ['OIDC_CLIENT_SECRET'], os.environ['WEB_URL'], 'CHORES_DATABASE_URL' in os.environ)"
    )
    command = [sys.executable, "-m", "jobs.parameter_store", sys.executable, "-c", program]
    environment = environment_of("web", aws_endpoint) | {"WEB_URL": "https://of.the.environment"}
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert finished.stdout == "of the provider https://of.the.environment False\n"


def test_a_command_is_not_run_where_there_are_no_settings(aws_endpoint: str) -> None:
    command = [sys.executable, "-m", "jobs.parameter_store", sys.executable, "-c", "print('ran')"]
    environment = environment_of("nobody", aws_endpoint)
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr == "There are no settings under /groundplan/trial/nobody.\n"


def test_a_migration_gets_the_owners_password_where_rds_keeps_it(servers: Installed, aws_endpoint: str) -> None:
    ssm: Any = boto3.client("ssm")
    login = json.dumps({"username": "groundplan_owner", "password": "app@pw"})
    secret = boto3.client("secretsmanager").create_secret(Name="owner", SecretString=login)["ARN"]
    given = {"DATABASE_OWNER_SECRET_ARN": secret, "DATABASE_ADDRESS": "db.example:5432/groundplan"}
    for name, value in given.items():
        ssm.put_parameter(Name=f"{PATH}/migrate/{name}", Value=value, Type="String", Overwrite=True)
    found = kept_settings(environment_of("migrate", aws_endpoint))
    url = "postgresql://groundplan_owner:app%40pw@db.example:5432/groundplan?sslmode=require"
    assert found["MIGRATIONS_DATABASE_URL"] == url


# ---------------------------------------------------------------- what the roles may do

DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"}
CHANGES: dict[str, Callable[[AwsAccount], Any]] = {
    "create": lambda one: one.client("cloudformation").create_stack(StackName="s", TemplateBody='{"Resources": {}}'),
    "update": lambda one: one.client("cloudformation").update_stack(StackName="s", TemplateBody='{"Resources": {}}'),
    "delete": lambda one: one.client("cloudformation").delete_stack(StackName="s"),
    "create a bucket": lambda one: one.client("s3").create_bucket(Bucket="somebodys-other-bucket"),
    "put": lambda one: one.client("s3").put_object(Bucket="somebodys-bucket", Key="k", Body=b"x"),
    "put a policy": lambda one: one.client("iam").put_role_policy(
        RoleName="worker", PolicyName="p", PolicyDocument=policy({"Effect": "Allow", "Action": "*", "Resource": "*"})
    ),
    "run": lambda one: one.client("ecs").run_task(taskDefinition="t"),
    "invoke": lambda one: one.client("lambda").invoke(FunctionName="f"),
    "change a model": lambda one: one.client("bedrock").delete_custom_model(modelIdentifier="m"),
    "delete a table": lambda one: one.client("dynamodb").delete_table(TableName="t"),
    "read another's settings": lambda one: one.client("ssm").get_parameters_by_path(Path=f"{PATH}/staff"),
}
"""What an MCP server that got hold of the worker's role, or who got into the machine, might try."""


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def role_policy(installed: Installed, role: str) -> dict[str, Any]:
    name = installed.outputs["role_names"][role]
    document: dict[str, Any] = boto3.client("iam").get_role_policy(RoleName=name, PolicyName=role)["PolicyDocument"]
    return document


def listed(actions: str | list[str]) -> list[str]:
    return [actions] if isinstance(actions, str) else actions


@pytest.mark.parametrize("role", ["worker", "instance"])
def test_a_role_is_allowed_single_actions_and_denied_all_others(installed: Installed, role: str) -> None:
    document = role_policy(installed, role)
    statements = document["Statement"]
    allowed = {action for one in statements if one["Effect"] == "Allow" for action in listed(one["Action"])}
    denied = [one for one in statements if one["Effect"] == "Deny"]
    assert [set(one["NotAction"]) for one in denied] == [allowed]
    assert not [action for action in allowed if "*" in action]
    assert len(json.dumps(document, separators=(",", ":"))) < 10_240, "more than IAM takes inline"
    everything = {one["Sid"] for one in statements if one["Effect"] == "Allow" and listed(one["Resource"]) == ["*"]}
    assert everything <= {"JoinTheNetwork", "BeManaged", "MeasureTheMachine"}, "these take no resource; others do"


def test_the_boundary_is_on_every_role_and_gives_no_more_than_all_of_them(installed: Installed) -> None:
    iam: Any = boto3.client("iam")
    boundaries = {
        iam.get_role(RoleName=name)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"]
        for name in installed.outputs["role_names"].values()
    }
    assert len(boundaries) == 1
    version = iam.get_policy(PolicyArn=boundaries.pop())
    found = iam.get_policy_version(PolicyArn=version["Policy"]["Arn"], VersionId=version["Policy"]["DefaultVersionId"])
    document = found["PolicyVersion"]["Document"]
    assert len(json.dumps(document, separators=(",", ":"))) < 6_144, "more than IAM takes for a managed policy"
    given = {action for one in document["Statement"] if one["Effect"] == "Allow" for action in one["Action"]}
    wanted = {
        action
        for role in ("worker", "instance")
        for one in role_policy(installed, role)["Statement"]
        if one["Effect"] == "Allow"
        for action in listed(one["Action"])
    }
    assert given == wanted


def test_the_worker_may_ask_the_models_that_it_was_given(installed: Installed) -> None:
    (models,) = (one for one in role_policy(installed, "worker")["Statement"] if one.get("Sid") == "AskModels")
    assert listed(models["Resource"]) == [BEDROCK_MODEL]


ROLES = ("worker", "instance")
BATCHES = ("sqs:SendMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility")


def moved(document: dict[str, Any], here: str, there: str) -> dict[str, Any]:
    """The document for another account. To the emulator a batch is an action of its own; AWS has none for it."""
    text = json.dumps(document).replace(f":{here}:", f":{there}:")
    for action in BATCHES:
        text = text.replace(f'"{action}"', f'"{action}", "{action}Batch"')
    moved_document: dict[str, Any] = json.loads(text)
    return moved_document


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[AwsAccount]:
    """An account of an emulator that enforces IAM, whatever is called."""
    program = find_emulator(os.environ)
    if program is None:
        pytest.skip("IAM is enforced by MiniStack alone, which is not installed: `make ministack`")
    with own_emulator(program, "us-east-1") as emulator:
        yield new_accounts(emulator, "us-east-1", 1)[0]


@pytest.fixture(scope="module")
def roles(installed: Installed, elsewhere: AwsAccount) -> dict[str, AwsAccount]:
    """A session of each there, with the policies that the apply made; their ARNs name that account."""
    here = boto3.client("sts").get_caller_identity()["Account"]
    return {
        role: session_of(elsewhere, role, moved(role_policy(installed, role), here, elsewhere.id)) for role in ROLES
    }


def test_a_session_of_a_role_changes_nothing_of_others(elsewhere: AwsAccount, roles: dict[str, AwsAccount]) -> None:
    elsewhere.client("s3").create_bucket(Bucket="somebodys-bucket")
    for role, session in roles.items():
        assert [name for name, call in CHANGES.items() if error_of(call, session) not in DENIED] == [], role
    assert [name for name, call in CHANGES.items() if error_of(call, elsewhere) in DENIED] == []


def test_a_session_of_a_role_does_its_work(
    installed: Installed, elsewhere: AwsAccount, roles: dict[str, AwsAccount]
) -> None:
    """As the code does it: what a statement says of the wrong resource would be denied here."""
    names = installed.outputs["settings"]["web"]
    bucket, queues = names["ARTIFACTS_BUCKET"], (names["JOBS_QUEUE_NAME"], names["JOBS_DEAD_LETTER_QUEUE_NAME"])
    Artifacts(elsewhere.client("s3"), bucket).ensure()
    Queue(elsewhere.client("sqs"), *queues).ensure()
    org, job = uuid4(), uuid4()

    stored = Artifacts(roles["worker"].client("s3"), bucket)
    (kept,) = stored.put_many(org, job, 1, [NewArtifact("README.md", b"# Notes", "text/markdown")])
    assert b"".join(stored.open(kept.key)) == b"# Notes"
    worked = Queue(roles["worker"].client("sqs"), *queues)
    assert worked.send([Message(job_id=job, org_id=org)]) == []
    (message,) = worked.receive(wait_seconds=10)
    worked.change_visibility(message["ReceiptHandle"], 30)
    worked.delete(message["ReceiptHandle"])

    kept_here = Artifacts(roles["instance"].client("s3"), bucket)
    with pytest.raises(NotFound):
        kept_here.open(f"{org}/nothing")
    upload = kept_here.begin_parts(f"{org}/a.zip", "application/zip")
    kept_here.join_parts(f"{org}/a.zip", upload, [kept_here.put_part(f"{org}/a.zip", upload, 1, b"zipped")])
    assert StoredFiles(roles["instance"].client("s3"), bucket).has(f"{org}/a.zip")
    assert kept_here.delete_all(org, time.monotonic() + 30)
    asked = Queue(roles["instance"].client("sqs"), *queues)
    assert (asked.depth(), asked.dead_letter_depths().waiting, asked.receive_dead_letters()) == (0, 0, [])


def session_of(account: AwsAccount, role: str, document: dict[str, Any]) -> AwsAccount:
    iam = account.client("iam")
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
    iam.put_role_policy(RoleName=role, PolicyName=role, PolicyDocument=json.dumps(document))
    keys = account.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
    return account.as_role(Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]))


def error_of(call: Callable[[AwsAccount], Any], account: AwsAccount) -> str:
    try:
        call(account)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return ""

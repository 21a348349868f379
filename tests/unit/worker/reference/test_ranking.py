"""How good the search is: questions as people ask them, and the page that answers each."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.reference.index import Index

FIRST_FLOOR = 0.84
THREE_FLOOR = 0.92

# The page is told by kind and key; `pricing` and `sla` pages by a block that they speak of.
QUESTIONS = (
    ("how long can a lambda function run", "guide lambda_function"),
    ("maximum message size of an SQS queue", "guide sqs_queue"),
    ("exactly once ordered queue", "guide sqs_fifo_queue"),
    ("what does SQS cost", "pricing sqs_queue"),
    ("lambda pricing", "pricing lambda_function"),
    ("how much does DynamoDB cost", "pricing dynamodb_table"),
    ("price of a NAT gateway", "pricing vpc"),
    ("S3 service level agreement", "sla s3_bucket"),
    ("uptime SLA of RDS", "sla rds_instance"),
    ("availability agreement CloudFront", "sla cloudfront_distribution"),
    ("managed postgres database", "guide rds_instance"),
    ("serverless relational database that scales", "guide aurora_serverless"),
    ("run containers without servers", "guide ecs_service"),
    ("kubernetes cluster", "guide eks_cluster"),
    ("send email from an application", "guide ses_identity"),
    ("publish to many subscribers", "guide sns_topic"),
    ("key value store with single digit millisecond latency", "guide dynamodb_table"),
    ("in-memory cache redis", "guide elasticache_redis"),
    ("content delivery network", "guide cloudfront_distribution"),
    ("web application firewall rules", "guide waf_web_acl"),
    ("sign in users with passwords", "guide cognito_user_pool"),
    ("orchestrate steps of a workflow", "guide step_functions_state_machine"),
    ("schedule a task every night", "guide eventbridge_schedule"),
    ("real time stream of records shards", "guide kinesis_stream"),
    ("apache kafka", "guide msk_cluster"),
    ("query files in S3 with SQL", "guide athena_workgroup"),
    ("data warehouse", "guide redshift_serverless"),
    ("graph database", "guide neptune_cluster"),
    ("MongoDB compatible database", "guide documentdb_cluster"),
    ("full text search cluster", "guide opensearch_domain"),
    ("rotate database passwords secret", "guide secrets_manager_secret"),
    ("encrypt with customer managed keys", "guide kms_key"),
    ("detect threats in an account", "guide guardduty_detector"),
    ("MQTT devices certificates", "guide iot_core"),
    ("extract text from scanned documents", "guide textract"),
    ("speech to text", "guide transcribe"),
    ("text to speech", "guide polly"),
    ("private line to the data centre", "guide direct_connect"),
    ("connect many VPCs with a hub", "guide transit_gateway"),
    ("shared file system NFS", "guide efs_file_system"),
    ("API operation that sends a message to a queue sqs SendMessage", "operation sqs/SendMessage"),
    ("lambda Invoke API parameters", "operation lambda/Invoke"),
    ("dynamodb PutItem", "operation dynamodb/PutItem"),
    ("ec2 RunInstances", "operation ec2/RunInstances"),
    ("CreateBucket", "operation s3/CreateBucket"),
    ("AWS::Lambda::Function", "resource AWS::Lambda::Function"),
    ("AWS::S3::Bucket properties", "resource AWS::S3::Bucket"),
    ("CloudFormation RDS DBInstance type", "resource AWS::RDS::DBInstance"),
    ("sqs", "guide sqs_queue"),
    ("API Gateway", "guide http_api"),
)


def rank_of(index: Index, question: str, expected: str) -> int:
    """1 for the first, 99 where it is not among ten."""
    kind, _, key = expected.partition(" ")
    found = [page.kind == kind and key in page.key.split(",") for page in index.search(question)]
    return found.index(True) + 1 if True in found else 99


def test_finds_the_page_that_answers(whole_index: Index) -> None:
    ranks = {question: rank_of(whole_index, question, expected) for question, expected in QUESTIONS}
    missed = {question: rank for question, rank in ranks.items() if rank > 1}
    first = sum(rank == 1 for rank in ranks.values()) / len(ranks)
    three = sum(rank <= 3 for rank in ranks.values()) / len(ranks)
    assert first >= FIRST_FLOOR, f"{first:.0%} are first: {missed}"
    assert three >= THREE_FLOOR, f"{three:.0%} are among the first three: {missed}"


@pytest.mark.parametrize("name", load_catalogue().blocks)
def test_what_a_bundle_cites_of_a_block_is_the_blocks_own_page(whole_index: Index, name: str) -> None:
    block = load_catalogue().block(name)
    assert whole_index.search(block.title, limit=3)[0].url == block.documentation

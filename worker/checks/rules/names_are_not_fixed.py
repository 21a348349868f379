"""A bundle deploys twice into one account."""

import re
from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

# Properties in which a plain text would collide with a second deployment.
TERRAFORM_NAMES = (
    "name",
    "bucket",
    "function_name",
    "cluster_identifier",
    "identifier",
    "table_name",
    "cluster_name",
    "cluster_id",
    "domain_name",
    "namespace_name",
    "workgroup_name",
    "user_name",
    "replication_group_id",
)
NAMED_IN_ACCOUNT = re.compile(
    r"aws_(?:s3_bucket|lambda_function|sqs_queue|sns_topic|dynamodb_table|db_instance|rds_cluster|"
    r"elasticache_replication_group|elasticache_cluster|docdb_cluster|neptune_cluster|memorydb_cluster|memorydb_user|"
    r"dax_cluster|opensearch_domain|opensearchserverless_collection|redshiftserverless_namespace|"
    r"redshiftserverless_workgroup|keyspaces_keyspace|db_proxy|iam_role|lb|ecs_cluster|ecr_repository|"
    r"sfn_state_machine|cloudwatch_event_bus|"
    r"cloudwatch_log_group|wafv2_web_acl|cloudtrail|config_configuration_recorder|config_delivery_channel|"
    r"config_conformance_pack|config_config_rule|iam_group|iam_instance_profile|accessanalyzer_analyzer|"
    r"ssoadmin_permission_set|organizations_policy|ram_resource_share|route53recoverycontrolconfig_cluster|"
    r"route53recoverycontrolconfig_control_panel|secretsmanager_secret|kinesis_stream|ecs_service|eks_cluster|"
    r"backup_vault|cloudwatch_event_rule)"
)
CLOUDFORMATION_NAMES = {
    "AWS::S3::Bucket": "BucketName", "AWS::Lambda::Function": "FunctionName", "AWS::SQS::Queue": "QueueName",
    "AWS::SNS::Topic": "TopicName", "AWS::DynamoDB::Table": "TableName", "AWS::RDS::DBInstance": "DBInstanceIdentifier",
    "AWS::RDS::DBCluster": "DBClusterIdentifier", "AWS::DocDB::DBCluster": "DBClusterIdentifier",
    "AWS::Neptune::DBCluster": "DBClusterIdentifier", "AWS::MemoryDB::Cluster": "ClusterName",
    "AWS::MemoryDB::User": "UserName", "AWS::DAX::Cluster": "ClusterName", "AWS::RDS::DBProxy": "DBProxyName",
    "AWS::OpenSearchService::Domain": "DomainName", "AWS::OpenSearchServerless::Collection": "Name",
    "AWS::RedshiftServerless::Namespace": "NamespaceName", "AWS::RedshiftServerless::Workgroup": "WorkgroupName",
    "AWS::Timestream::Database": "DatabaseName", "AWS::Cassandra::Keyspace": "KeyspaceName",
    "AWS::IAM::Role": "RoleName",
    "AWS::ECR::Repository": "RepositoryName",
    "AWS::CloudTrail::Trail": "TrailName", "AWS::Config::ConfigurationRecorder": "Name",
    "AWS::Config::DeliveryChannel": "Name", "AWS::Config::ConformancePack": "ConformancePackName",
    "AWS::AccessAnalyzer::Analyzer": "AnalyzerName", "AWS::SSO::PermissionSet": "Name",
    "AWS::Organizations::Policy": "Name", "AWS::RAM::ResourceShare": "Name",
    "AWS::Backup::BackupVault": "BackupVaultName",
    "AWS::Kinesis::Stream": "Name", "AWS::EKS::Cluster": "Name", "AWS::SecretsManager::Secret": "Name",
    "AWS::Logs::LogGroup": "LogGroupName", "AWS::ElasticLoadBalancingV2::LoadBalancer": "Name",
}  # fmt: skip

# Roles that a service looks for under these names, once an account.
# https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html#CHAP_Security.APIRole
NAMED_BY_AWS = {"dms-vpc-role", "dms-cloudwatch-logs-role"}


class NamesAreNotFixed(Check):
    """Names come from the project, the environment and a suffix, or are left to AWS."""

    id = "names_are_not_fixed"
    severity = "medium"
    sentence = "No resource has a fixed name that a second deployment would collide with."
    source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.terraform:
            if not NAMED_IN_ACCOUNT.fullmatch(resource.type):
                continue
            for key in TERRAFORM_NAMES:
                value = resource.at(key)
                if isinstance(value, str) and "${" not in value:
                    yield Finding(
                        component=resource.owner,
                        file=resource.file,
                        message=f"{resource.name} is always called {value}",
                    )
        for resource in context.resources(*CLOUDFORMATION_NAMES):
            value = resource.at(CLOUDFORMATION_NAMES[resource.type])
            if isinstance(value, str) and value not in NAMED_BY_AWS:
                yield Finding(
                    component=resource.owner, file=resource.file, message=f"{resource.name} is always called {value}"
                )

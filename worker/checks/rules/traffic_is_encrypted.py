"""Data in transit is encrypted, where AWS lets one leave that out."""

from collections.abc import Iterator, Mapping

from worker.checks.check import Check, Finding
from worker.checks.context import Context

# Resource type → each of these properties must have one of its values.
MUST_BE: Mapping[str, tuple[tuple[tuple[str, ...], tuple[object, ...]], ...]] = {
    "aws_elasticache_replication_group": ((("transit_encryption_enabled",), (True,)),),
    "aws_opensearch_domain": (
        (("node_to_node_encryption", "enabled"), (True,)),
        (("domain_endpoint_options", "enforce_https"), (True,)),
    ),
    "aws_memorydb_cluster": ((("tls_enabled",), (True, None)),),
    "aws_msk_cluster": ((("encryption_info", "encryption_in_transit", "client_broker"), ("TLS",)),),
    "aws_db_proxy": ((("require_tls",), (True,)),),
    "aws_dax_cluster": ((("cluster_endpoint_encryption_type",), ("TLS",)),),
    "AWS::ElastiCache::ReplicationGroup": ((("TransitEncryptionEnabled",), (True, "true")),),
    "AWS::OpenSearchService::Domain": (
        (("NodeToNodeEncryptionOptions", "Enabled"), (True, "true")),
        (("DomainEndpointOptions", "EnforceHTTPS"), (True, "true")),
    ),
    "AWS::MemoryDB::Cluster": ((("TLSEnabled",), (True, "true", None)),),
    "AWS::MSK::Cluster": ((("EncryptionInfo", "EncryptionInTransit", "ClientBroker"), ("TLS",)),),
    "AWS::RDS::DBProxy": ((("RequireTLS",), (True, "true")),),
    "AWS::DAX::Cluster": ((("ClusterEndpointEncryptionType",), ("TLS",)),),
}


class TrafficIsEncrypted(Check):
    """Caches, search, brokers and proxies take TLS only."""

    id = "traffic_is_encrypted"
    severity = "high"
    sentence = "What keeps data is reached over TLS only."
    source = "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_encrypt.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.resources(*MUST_BE):
            for path, values in MUST_BE[resource.type]:
                if resource.at(*path) not in values:
                    message = f"{resource.name} does not set {'.'.join(path)} so that traffic is encrypted"
                    yield Finding(component=resource.owner, file=resource.file, message=message)

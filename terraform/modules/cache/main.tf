resource "aws_elasticache_subnet_group" "main" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_elasticache_replication_group" "main" {
  # checkov:skip=CKV_AWS_31: a token would stand in Terraform's state; only our own security groups reach it, over TLS
  # checkov:skip=CKV_AWS_191: encrypted at rest by the service's own key; what it holds expires within days
  # checkov:skip=CKV2_AWS_50: with one node there is nothing to fail over to; what is lost, the clients ask for again
  replication_group_id       = var.name
  description                = "Groundplan's progress, chores and kept answers"
  engine                     = "valkey"
  engine_version             = "8.0"
  node_type                  = var.node_type
  num_cache_clusters         = var.nodes
  automatic_failover_enabled = var.nodes > 1
  multi_az_enabled           = var.nodes > 1
  parameter_group_name       = aws_elasticache_parameter_group.main.name
  port                       = 6379

  subnet_group_name          = aws_elasticache_subnet_group.main.name
  security_group_ids         = [var.security_group_id]
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  apply_immediately          = true
}

resource "aws_elasticache_parameter_group" "main" {
  name   = var.name
  family = "valkey8"

  # The chores' queue has no expiry and must not be thrown out; what has one may be.
  parameter {
    name  = "maxmemory-policy"
    value = "volatile-lru"
  }
}

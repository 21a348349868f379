# Database: Keeps the data of the services. The request names it: “Aurora PostgreSQL”.
resource "aws_cloudwatch_log_group" "database" {
  name              = "/aws/rds/cluster/${local.name_prefix}-database/postgresql"
  retention_in_days = 30
}

resource "aws_db_subnet_group" "database" {
  name        = "${local.name_prefix}-database"
  description = "Data subnets of database"
  subnet_ids  = aws_subnet.network_data[*].id
}

resource "aws_rds_cluster_parameter_group" "database" {
  name        = "${local.name_prefix}-database"
  description = "Settings of database"
  family      = "aurora-postgresql17"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

resource "aws_rds_cluster" "database" {
  cluster_identifier = "${local.name_prefix}-database"
  engine             = "aurora-postgresql"
  engine_version     = "17"
  engine_mode        = "provisioned"
  port               = 5432

  database_name                       = "app"
  master_username                     = "app_admin"
  manage_master_user_password         = true
  iam_database_authentication_enabled = true

  storage_encrypted = true

  db_subnet_group_name            = aws_db_subnet_group.database.name
  vpc_security_group_ids          = [aws_security_group.database.id]
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.database.name

  backup_retention_period         = 14
  preferred_backup_window         = "02:00-03:00"
  preferred_maintenance_window    = "sun:03:30-sun:04:30"
  copy_tags_to_snapshot           = true
  deletion_protection             = var.deletion_protection
  skip_final_snapshot             = !var.deletion_protection
  final_snapshot_identifier       = "${local.name_prefix}-database-final"
  enabled_cloudwatch_logs_exports = ["postgresql"]

  serverlessv2_scaling_configuration {
    min_capacity = var.database_minimum_capacity
    max_capacity = 4
  }

  # Aurora would make the log group itself, without a retention.
  depends_on = [aws_cloudwatch_log_group.database]
}

resource "aws_rds_cluster_instance" "database" {
  count = 2

  identifier                   = "${local.name_prefix}-database-${count.index + 1}"
  cluster_identifier           = aws_rds_cluster.database.id
  engine                       = aws_rds_cluster.database.engine
  engine_version               = aws_rds_cluster.database.engine_version_actual
  instance_class               = "db.serverless"
  publicly_accessible          = false
  auto_minor_version_upgrade   = true
  performance_insights_enabled = true
  # The first two stand ready to take over at the writer's size.
  promotion_tier = min(count.index, 1)
}

# Cache: Keeps hot data in memory. The request names it: “Redis”.
resource "aws_cloudwatch_log_group" "cache" {
  name              = "/elasticache/${local.name_prefix}-cache"
  retention_in_days = 30
}

resource "aws_elasticache_subnet_group" "cache" {
  name        = "${local.name_prefix}-cache"
  description = "Data subnets of cache"
  subnet_ids  = aws_subnet.network_data[*].id
}

resource "aws_elasticache_parameter_group" "cache" {
  name        = "${local.name_prefix}-cache"
  description = "Settings of cache"
  family      = "valkey8"

  parameter {
    name  = "maxmemory-policy"
    value = "volatile-lru"
  }
}

resource "aws_elasticache_replication_group" "cache" {
  replication_group_id = "cache-${terraform_data.suffix.output}"
  description          = "cache"
  engine               = "valkey"
  engine_version       = "8.0"
  parameter_group_name = aws_elasticache_parameter_group.cache.name
  node_type            = var.cache_node_type
  port                 = 6379

  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true

  subnet_group_name  = aws_elasticache_subnet_group.cache.name
  security_group_ids = [aws_security_group.cache.id]

  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"

  snapshot_retention_limit   = 7
  snapshot_window            = "02:00-03:00"
  maintenance_window         = "sun:03:30-sun:04:30"
  auto_minor_version_upgrade = true

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.cache.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }
}

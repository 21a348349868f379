# Database: Keeps the application's data. The request names it: “PostgreSQL database”.
resource "aws_cloudwatch_log_group" "database" {
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/${local.name_prefix}-database/${each.key}"
  retention_in_days = 30
}

resource "aws_db_subnet_group" "database" {
  name        = "${local.name_prefix}-database"
  description = "Data subnets of database"
  subnet_ids  = aws_subnet.network_data[*].id
}

resource "aws_db_parameter_group" "database" {
  name        = "${local.name_prefix}-database"
  description = "Settings of database"
  family      = "postgres17"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000"
  }
}

resource "aws_db_instance" "database" {
  identifier     = "${local.name_prefix}-database"
  engine         = "postgres"
  engine_version = "17"

  instance_class = var.database_instance_class
  multi_az       = true
  port           = 5432

  db_name                             = "app"
  username                            = "app_admin"
  manage_master_user_password         = true
  iam_database_authentication_enabled = true

  allocated_storage     = 50
  max_allocated_storage = 500
  storage_type          = "gp3"
  storage_encrypted     = true

  db_subnet_group_name   = aws_db_subnet_group.database.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.database.name

  backup_retention_period   = var.database_backup_retention_days
  backup_window             = "02:00-03:00"
  maintenance_window        = "sun:03:30-sun:04:30"
  copy_tags_to_snapshot     = true
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = "${local.name_prefix}-database-final"

  auto_minor_version_upgrade      = true
  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  # RDS would make the log groups itself, without a retention.
  depends_on = [aws_cloudwatch_log_group.database]
}

# Cache and sessions: Keeps sessions and hot data in memory, so that any container can answer and the database
# is spared. The request names it: “Redis cache”.
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

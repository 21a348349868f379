# Database: Keeps the data of what runs in AWS. The request names it: “SQL Server”.
resource "aws_cloudwatch_log_group" "database" {
  for_each = toset(["agent", "error"])

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
  family      = "sqlserver-se-16.0"

  parameter {
    name         = "rds.force_ssl"
    value        = "1"
    apply_method = "pending-reboot"
  }
}

resource "aws_db_instance" "database" {
  identifier     = "${local.name_prefix}-database"
  engine         = "sqlserver-se"
  engine_version = "16.00"
  license_model  = "license-included"

  instance_class = var.database_instance_class
  multi_az       = true
  port           = 1433

  username                    = "app_admin"
  manage_master_user_password = true

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
  performance_insights_enabled    = !contains(["db.t4g.micro", "db.t4g.small", "db.t3.small"], var.database_instance_class)
  enabled_cloudwatch_logs_exports = ["agent", "error"]

  # RDS would make the log groups itself, without a retention.
  depends_on = [aws_cloudwatch_log_group.database]
}

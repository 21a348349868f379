resource "aws_db_subnet_group" "main" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "main" {
  name_prefix = "${var.name}-"
  family      = "postgres${var.postgres_version}"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "1000" # milliseconds: what is slower is worth a look
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "main" {
  # checkov:skip=CKV_AWS_157: a second zone doubles the price; production may turn it on (multi_az)
  # checkov:skip=CKV_AWS_161: the roles of the application have passwords, because row-level security goes by them
  # checkov:skip=CKV_AWS_118: enhanced monitoring is paid by log volume; the alarms here go by the free metrics
  # checkov:skip=CKV_AWS_353: Performance Insights is not to be had for db.t4g.micro
  # checkov:skip=CKV_AWS_293: production has it on; a staging environment is to be thrown away
  identifier     = var.name
  engine         = "postgres"
  engine_version = var.postgres_version
  instance_class = var.instance_class

  allocated_storage     = var.storage_gb
  max_allocated_storage = var.storage_gb * 5
  storage_type          = "gp3"
  storage_encrypted     = true

  db_name  = "groundplan"
  username = "groundplan_owner"
  # RDS makes the password, keeps it in Secrets Manager and changes it every week: Terraform never sees it.
  manage_master_user_password = true

  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [var.security_group_id]
  parameter_group_name   = aws_db_parameter_group.main.name
  publicly_accessible    = false
  multi_az               = var.multi_az
  ca_cert_identifier     = "rds-ca-rsa2048-g1"

  backup_retention_period    = 7
  backup_window              = "02:00-03:00"
  maintenance_window         = "sun:03:30-sun:04:30"
  auto_minor_version_upgrade = true
  copy_tags_to_snapshot      = true
  deletion_protection        = var.keep
  skip_final_snapshot        = !var.keep
  final_snapshot_identifier  = var.keep ? "${var.name}-last" : null

  enabled_cloudwatch_logs_exports = ["postgresql"]

  depends_on = [aws_cloudwatch_log_group.postgres]
}

# RDS would make it itself, and keep it for ever.
resource "aws_cloudwatch_log_group" "postgres" {
  # checkov:skip=CKV_AWS_158: encrypted by CloudWatch's own key; logs hold no secrets (jobs/logs.py masks them)
  # checkov:skip=CKV_AWS_338: kept for a week on purpose
  name              = "/aws/rds/instance/${var.name}/postgresql"
  retention_in_days = var.log_retention_days
}

# Line alarm: Tells when a line or a server is down.
resource "aws_cloudwatch_metric_alarm" "alarm_to_servers_status" {
  alarm_name          = "${local.name_prefix}-alarm-to-servers-status"
  alarm_description   = "servers fails its status checks"
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    InstanceId = aws_instance.servers.id
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_servers_cpu" {
  alarm_name          = "${local.name_prefix}-alarm-to-servers-cpu"
  alarm_description   = "servers uses more than 85 % of its CPU"
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    InstanceId = aws_instance.servers.id
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_database_cpu" {
  alarm_name          = "${local.name_prefix}-alarm-to-database-cpu"
  alarm_description   = "database uses more than 80 % of its CPU"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.database.identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_database_storage" {
  alarm_name          = "${local.name_prefix}-alarm-to-database-storage"
  alarm_description   = "database has less than 5 GiB of storage left"
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 5368709120
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.database.identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_database_memory" {
  alarm_name          = "${local.name_prefix}-alarm-to-database-memory"
  alarm_description   = "database has less than 200 MiB of memory left"
  namespace           = "AWS/RDS"
  metric_name         = "FreeableMemory"
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 209715200
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    DBInstanceIdentifier = aws_db_instance.database.identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_line_line" {
  alarm_name          = "${local.name_prefix}-alarm-to-line-line"
  alarm_description   = "The line line is down"
  namespace           = "AWS/DX"
  metric_name         = "ConnectionState"
  statistic           = "Minimum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ConnectionId = aws_dx_connection.line.id
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_vpn_tunnels" {
  alarm_name          = "${local.name_prefix}-alarm-to-vpn-tunnels"
  alarm_description   = "vpn has lost both tunnels"
  namespace           = "AWS/VPN"
  metric_name         = "TunnelState"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = 0.5
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    VpnId = aws_vpn_connection.vpn.id
  }
}

# Backups: The request asks for it: “backups”.
resource "aws_backup_vault" "backups" {
  name          = "${local.name_prefix}-backups"
  force_destroy = !var.deletion_protection
}

resource "aws_backup_plan" "backups" {
  name = "${local.name_prefix}-backups"

  rule {
    rule_name         = "scheduled"
    target_vault_name = aws_backup_vault.backups.name
    schedule          = "cron(0 3 * * ? *)"
    start_window      = 60
    completion_window = 480

    lifecycle {
      delete_after = 35
    }
  }
}

resource "aws_backup_selection" "backups" {
  name         = "backups"
  plan_id      = aws_backup_plan.backups.id
  iam_role_arn = aws_iam_role.backups_backup.arn
  resources    = [aws_instance.servers.arn, aws_db_instance.database.arn]
}

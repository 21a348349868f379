# Health alarm: Tells when the application is unwell before its users do.
resource "aws_cloudwatch_metric_alarm" "alarm_to_load_balancer_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-load-balancer-errors"
  alarm_description   = "load_balancer has targets that answer with errors"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    LoadBalancer = aws_lb.load_balancer.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_load_balancer_unreachable" {
  alarm_name          = "${local.name_prefix}-alarm-to-load-balancer-unreachable"
  alarm_description   = "load_balancer could not reach a healthy target"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    LoadBalancer = aws_lb.load_balancer.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_load_balancer_latency" {
  alarm_name          = "${local.name_prefix}-alarm-to-load-balancer-latency"
  alarm_description   = "load_balancer answers in more than two seconds on average"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "TargetResponseTime"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    LoadBalancer = aws_lb.load_balancer.arn_suffix
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_service_cpu" {
  alarm_name          = "${local.name_prefix}-alarm-to-service-cpu"
  alarm_description   = "service uses more than 85 % of its CPU"
  namespace           = "AWS/ECS"
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
    ClusterName = aws_ecs_cluster.service.name
    ServiceName = aws_ecs_service.service.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_service_memory" {
  alarm_name          = "${local.name_prefix}-alarm-to-service-memory"
  alarm_description   = "service uses more than 85 % of its memory"
  namespace           = "AWS/ECS"
  metric_name         = "MemoryUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ClusterName = aws_ecs_cluster.service.name
    ServiceName = aws_ecs_service.service.name
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

resource "aws_cloudwatch_metric_alarm" "alarm_to_cache_cpu" {
  alarm_name          = "${local.name_prefix}-alarm-to-cache-cpu"
  alarm_description   = "cache uses more than 80 % of its engine CPU"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    CacheClusterId = "${aws_elasticache_replication_group.cache.id}-001"
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_cache_memory" {
  alarm_name          = "${local.name_prefix}-alarm-to-cache-memory"
  alarm_description   = "cache uses more than 85 % of its memory"
  namespace           = "AWS/ElastiCache"
  metric_name         = "DatabaseMemoryUsagePercentage"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    CacheClusterId = "${aws_elasticache_replication_group.cache.id}-001"
  }
}

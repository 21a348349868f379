# Health alarm: Tells when services are unwell before their users do.
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

resource "aws_cloudwatch_metric_alarm" "alarm_to_cluster_unschedulable" {
  alarm_name          = "${local.name_prefix}-alarm-to-cluster-unschedulable"
  alarm_description   = "Pods of cluster find no node with room"
  namespace           = "AWS/EKS"
  metric_name         = "scheduler_pending_pods_UNSCHEDULABLE"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ClusterName = aws_eks_cluster.cluster.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_cluster_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-cluster-errors"
  alarm_description   = "The control plane of cluster answers with errors"
  namespace           = "AWS/EKS"
  metric_name         = "apiserver_request_total_5XX"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 50
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ClusterName = aws_eks_cluster.cluster.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_database_capacity" {
  alarm_name          = "${local.name_prefix}-alarm-to-database-capacity"
  alarm_description   = "database uses more than 90 % of its maximum capacity"
  namespace           = "AWS/RDS"
  metric_name         = "ACUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    DBClusterIdentifier = aws_rds_cluster.database.cluster_identifier
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_database_cpu" {
  alarm_name          = "${local.name_prefix}-alarm-to-database-cpu"
  alarm_description   = "database uses more than 90 % of its CPU"
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 90
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    DBClusterIdentifier = aws_rds_cluster.database.cluster_identifier
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

# Metrics: The request names it: “Prometheus”.
resource "aws_cloudwatch_log_group" "metrics" {
  name              = "/aws/vendedlogs/prometheus/${local.name_prefix}-metrics"
  retention_in_days = 30
}

resource "aws_prometheus_workspace" "metrics" {
  alias = "${local.name_prefix}-metrics"

  logging_configuration {
    log_group_arn = "${aws_cloudwatch_log_group.metrics.arn}:*"
  }
}

# Grafana: The request names it: “Grafana”.
resource "aws_grafana_workspace" "grafana" {
  name                     = "${local.name_prefix}-grafana"
  description              = "Grafana"
  account_access_type      = "CURRENT_ACCOUNT"
  authentication_providers = ["SAML"]
  permission_type          = "CUSTOMER_MANAGED"
  grafana_version          = "10.4"
  data_sources             = ["CLOUDWATCH", "PROMETHEUS"]
  role_arn                 = aws_iam_role.grafana_workspace.arn
}

# Pipeline alarm: Tells when data stops coming or a job fails.
resource "aws_cloudwatch_metric_alarm" "alarm_to_queries_scanned" {
  alarm_name          = "${local.name_prefix}-alarm-to-queries-scanned"
  alarm_description   = "queries of queries read more than a terabyte in a period"
  namespace           = "AWS/Athena"
  metric_name         = "ProcessedBytes"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1099511627776
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    WorkGroup = aws_athena_workgroup.queries.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_etl_failed" {
  alarm_name          = "${local.name_prefix}-alarm-to-etl-failed"
  alarm_description   = "tasks of etl failed"
  namespace           = "Glue"
  metric_name         = "glue.driver.aggregate.numFailedTasks"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    JobName  = aws_glue_job.etl.name
    JobRunId = "ALL"
    Type     = "count"
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_intake_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-intake-errors"
  alarm_description   = "clients of intake met errors"
  namespace           = "${local.name_prefix}-intake"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_schedule_failed" {
  alarm_name          = "${local.name_prefix}-alarm-to-schedule-failed"
  alarm_description   = "starts of schedule failed"
  namespace           = "AWS/Scheduler"
  metric_name         = "TargetErrorCount"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ScheduleGroup = aws_scheduler_schedule_group.schedule.name
  }
}

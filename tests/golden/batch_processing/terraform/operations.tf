# Job alarm: Tells when jobs fail or wait too long.
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
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]

  dimensions = {
    ScheduleGroup = aws_scheduler_schedule_group.schedule.name
  }
}

# Failure alarm: Tells when files fail or wait too long.
resource "aws_cloudwatch_metric_alarm" "alarm_to_processor_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-processor-errors"
  alarm_description   = "processor failed"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]

  dimensions = {
    FunctionName = aws_lambda_function.processor.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_processor_throttles" {
  alarm_name          = "${local.name_prefix}-alarm-to-processor-throttles"
  alarm_description   = "processor was throttled"
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]

  dimensions = {
    FunctionName = aws_lambda_function.processor.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_jobs_dead" {
  alarm_name          = "${local.name_prefix}-alarm-to-jobs-dead"
  alarm_description   = "jobs has messages that failed too often"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]

  dimensions = {
    QueueName = aws_sqs_queue.jobs_dead_letters.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_jobs_age" {
  alarm_name          = "${local.name_prefix}-alarm-to-jobs-age"
  alarm_description   = "messages of jobs wait longer than ten minutes"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]

  dimensions = {
    QueueName = aws_sqs_queue.jobs.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_records_reads" {
  alarm_name          = "${local.name_prefix}-alarm-to-records-reads"
  alarm_description   = "reads of records were throttled"
  namespace           = "AWS/DynamoDB"
  metric_name         = "ReadThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]

  dimensions = {
    TableName = aws_dynamodb_table.records.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_records_writes" {
  alarm_name          = "${local.name_prefix}-alarm-to-records-writes"
  alarm_description   = "writes of records were throttled"
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.notifications.arn]
  ok_actions          = [aws_sns_topic.notifications.arn]

  dimensions = {
    TableName = aws_dynamodb_table.records.name
  }
}

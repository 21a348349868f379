# Queue alarm: Tells when events wait too long or end in a dead letter queue.
resource "aws_cloudwatch_metric_alarm" "alarm_to_api_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-api-errors"
  alarm_description   = "api answered with 5xx"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.api.id
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_api_latency" {
  alarm_name          = "${local.name_prefix}-alarm-to-api-latency"
  alarm_description   = "api takes longer than three seconds on average"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 3000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.api.id
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_intake_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-intake-errors"
  alarm_description   = "intake failed"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    FunctionName = aws_lambda_function.intake.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_intake_throttles" {
  alarm_name          = "${local.name_prefix}-alarm-to-intake-throttles"
  alarm_description   = "intake was throttled"
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    FunctionName = aws_lambda_function.intake.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_consumer_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-consumer-errors"
  alarm_description   = "consumer failed"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    FunctionName = aws_lambda_function.consumer.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_consumer_throttles" {
  alarm_name          = "${local.name_prefix}-alarm-to-consumer-throttles"
  alarm_description   = "consumer was throttled"
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    FunctionName = aws_lambda_function.consumer.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_queue_dead" {
  alarm_name          = "${local.name_prefix}-alarm-to-queue-dead"
  alarm_description   = "queue has messages that failed too often"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    QueueName = aws_sqs_queue.queue_dead_letters.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_queue_age" {
  alarm_name          = "${local.name_prefix}-alarm-to-queue-age"
  alarm_description   = "messages of queue wait longer than ten minutes"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    QueueName = aws_sqs_queue.queue.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_data_reads" {
  alarm_name          = "${local.name_prefix}-alarm-to-data-reads"
  alarm_description   = "reads of data were throttled"
  namespace           = "AWS/DynamoDB"
  metric_name         = "ReadThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    TableName = aws_dynamodb_table.data.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_data_writes" {
  alarm_name          = "${local.name_prefix}-alarm-to-data-writes"
  alarm_description   = "writes of data were throttled"
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    TableName = aws_dynamodb_table.data.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_rule_undelivered" {
  alarm_name          = "${local.name_prefix}-alarm-to-rule-undelivered"
  alarm_description   = "events of rule reached no target"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    QueueName = aws_sqs_queue.rule_undelivered.name
  }
}

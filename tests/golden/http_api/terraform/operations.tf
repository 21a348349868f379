# Health alarm: Tells when the API is unwell before its users do.
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

resource "aws_cloudwatch_metric_alarm" "alarm_to_function_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-function-errors"
  alarm_description   = "function failed"
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
    FunctionName = aws_lambda_function.function.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_function_throttles" {
  alarm_name          = "${local.name_prefix}-alarm-to-function-throttles"
  alarm_description   = "function was throttled"
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
    FunctionName = aws_lambda_function.function.function_name
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

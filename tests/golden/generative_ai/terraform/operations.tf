# Assistant alarm: Tells when answers fail or take too long.
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

resource "aws_cloudwatch_metric_alarm" "alarm_to_history_reads" {
  alarm_name          = "${local.name_prefix}-alarm-to-history-reads"
  alarm_description   = "reads of history were throttled"
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
    TableName = aws_dynamodb_table.history.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_history_writes" {
  alarm_name          = "${local.name_prefix}-alarm-to-history-writes"
  alarm_description   = "writes of history were throttled"
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
    TableName = aws_dynamodb_table.history.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_model_throttled" {
  alarm_name          = "${local.name_prefix}-alarm-to-model-throttled"
  alarm_description   = "model throttles more than 20 questions in a measurement"
  namespace           = "AWS/Bedrock"
  metric_name         = "InvocationThrottles"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 20
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ModelId = aws_bedrock_inference_profile.model.id
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_model_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-model-errors"
  alarm_description   = "model fails"
  namespace           = "AWS/Bedrock"
  metric_name         = "InvocationServerErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    ModelId = aws_bedrock_inference_profile.model.id
  }
}

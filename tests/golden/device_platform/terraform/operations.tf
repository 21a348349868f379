# Platform alarm: Tells when messages are lost or wait.
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
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

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
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.api.id
  }
}

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
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

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
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    FunctionName = aws_lambda_function.processor.function_name
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
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

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
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    FunctionName = aws_lambda_function.function.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_state_reads" {
  alarm_name          = "${local.name_prefix}-alarm-to-state-reads"
  alarm_description   = "reads of state were throttled"
  namespace           = "AWS/DynamoDB"
  metric_name         = "ReadThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    TableName = aws_dynamodb_table.state.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_state_writes" {
  alarm_name          = "${local.name_prefix}-alarm-to-state-writes"
  alarm_description   = "writes of state were throttled"
  namespace           = "AWS/DynamoDB"
  metric_name         = "WriteThrottleEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    TableName = aws_dynamodb_table.state.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_delivery_age" {
  alarm_name          = "${local.name_prefix}-alarm-to-delivery-age"
  alarm_description   = "records of delivery wait longer than 20 minutes"
  namespace           = "AWS/Firehose"
  metric_name         = "DeliveryToS3.DataFreshness"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1200
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    DeliveryStreamName = aws_kinesis_firehose_delivery_stream.delivery.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_delivery_throttled" {
  alarm_name          = "${local.name_prefix}-alarm-to-delivery-throttled"
  alarm_description   = "delivery turned records away"
  namespace           = "AWS/Firehose"
  metric_name         = "ThrottledRecords"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    DeliveryStreamName = aws_kinesis_firehose_delivery_stream.delivery.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_devices_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-devices-errors"
  alarm_description   = "devices could not hand on messages"
  namespace           = "AWS/Logs"
  metric_name         = "IncomingLogEvents"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    LogGroupName = aws_cloudwatch_log_group.devices_errors.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_devices_refused" {
  alarm_name          = "${local.name_prefix}-alarm-to-devices-refused"
  alarm_description   = "more than 20 devices may not connect to devices"
  namespace           = "AWS/IoT"
  metric_name         = "Connect.AuthError"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 20
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.operations.arn]
  ok_actions          = [aws_sns_topic.operations.arn]

  dimensions = {
    Protocol = "MQTT"
  }
}

# Model alarm: Tells when the model answers late or not at all.
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

resource "aws_cloudwatch_metric_alarm" "alarm_to_endpoint_errors" {
  alarm_name          = "${local.name_prefix}-alarm-to-endpoint-errors"
  alarm_description   = "endpoint answers with server errors"
  namespace           = "AWS/SageMaker"
  metric_name         = "Invocation5XXErrors"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    EndpointName = aws_sagemaker_endpoint.endpoint.name
    VariantName  = "main"
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_endpoint_latency" {
  alarm_name          = "${local.name_prefix}-alarm-to-endpoint-latency"
  alarm_description   = "endpoint takes longer than two seconds"
  namespace           = "AWS/SageMaker"
  metric_name         = "ModelLatency"
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2000000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    EndpointName = aws_sagemaker_endpoint.endpoint.name
    VariantName  = "main"
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_training_failed" {
  alarm_name          = "${local.name_prefix}-alarm-to-training-failed"
  alarm_description   = "an execution of training failed"
  namespace           = "AWS/Sagemaker/ModelBuildingPipeline"
  metric_name         = "ExecutionFailed"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    PipelineName = aws_sagemaker_pipeline.training.pipeline_name
  }
}

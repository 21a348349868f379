# Stream alarm: Tells when readers fall behind or fail.
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
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

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
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    FunctionName = aws_lambda_function.processor.function_name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_store_reads" {
  alarm_name          = "${local.name_prefix}-alarm-to-store-reads"
  alarm_description   = "reads of store were throttled"
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
    TableName = aws_dynamodb_table.store.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_store_writes" {
  alarm_name          = "${local.name_prefix}-alarm-to-store-writes"
  alarm_description   = "writes of store were throttled"
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
    TableName = aws_dynamodb_table.store.name
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
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

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
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    DeliveryStreamName = aws_kinesis_firehose_delivery_stream.delivery.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_stream_age" {
  alarm_name          = "${local.name_prefix}-alarm-to-stream-age"
  alarm_description   = "records of stream wait longer than ten minutes"
  namespace           = "AWS/Kinesis"
  metric_name         = "GetRecords.IteratorAgeMilliseconds"
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600000
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    StreamName = aws_kinesis_stream.stream.name
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm_to_stream_throttled" {
  alarm_name          = "${local.name_prefix}-alarm-to-stream-throttled"
  alarm_description   = "stream turned writes away"
  namespace           = "AWS/Kinesis"
  metric_name         = "WriteProvisionedThroughputExceeded"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  ok_actions          = [aws_sns_topic.alerts.arn]

  dimensions = {
    StreamName = aws_kinesis_stream.stream.name
  }
}

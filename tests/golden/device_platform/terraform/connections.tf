# devices invokes the function with each message (processor)
resource "aws_iot_topic_rule" "devices_to_processor" {
  name        = replace("${local.name_prefix}_devices_to_processor", "-", "_")
  enabled     = true
  sql         = "SELECT *, topic() AS topic, timestamp() AS received FROM 'devices/+/data'"
  sql_version = "2016-03-23"

  lambda {
    function_arn = aws_lambda_function.processor.arn
  }

  error_action {
    cloudwatch_logs {
      log_group_name = aws_cloudwatch_log_group.devices_errors.name
      role_arn       = aws_iam_role.devices_rules.arn
    }
  }

  depends_on = [aws_iam_role_policy.devices_rules]
}

resource "aws_lambda_permission" "devices_to_processor" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.processor.function_name
  principal     = "iot.amazonaws.com"
  source_arn    = aws_iot_topic_rule.devices_to_processor.arn
}

# devices hands each message on for delivery (delivery)
resource "aws_iot_topic_rule" "devices_to_delivery" {
  name        = replace("${local.name_prefix}_devices_to_delivery", "-", "_")
  enabled     = true
  sql         = "SELECT *, topic() AS topic, timestamp() AS received FROM 'devices/+/data'"
  sql_version = "2016-03-23"

  firehose {
    delivery_stream_name = aws_kinesis_firehose_delivery_stream.delivery.name
    role_arn             = aws_iam_role.devices_rules.arn
    separator            = "\n"
  }

  error_action {
    cloudwatch_logs {
      log_group_name = aws_cloudwatch_log_group.devices_errors.name
      role_arn       = aws_iam_role.devices_rules.arn
    }
  }

  depends_on = [aws_iam_role_policy.devices_rules]
}

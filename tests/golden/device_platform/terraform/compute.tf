# Telemetry processor: Checks each message, keeps the state of its device and tells what is out of bounds.
resource "aws_lambda_function" "processor" {
  function_name    = "${local.name_prefix}-processor"
  description      = "Telemetry processor"
  role             = aws_iam_role.processor_execution.arn
  runtime          = "python3.13"
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = "${path.module}/functions/processor.zip"
  source_code_hash = filebase64sha256("${path.module}/functions/processor.zip")
  memory_size      = var.processor_memory_mb
  timeout          = 29

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.processor.name
    application_log_level = "INFO"
  }

  tracing_config {
    mode = "Active"
  }

  environment {
    variables = {
      STATE_TABLE_NAME = aws_dynamodb_table.state.name
      ALERTS_TOPIC_ARN = aws_sns_topic.alerts.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "processor" {
  name              = "/aws/lambda/${local.name_prefix}-processor"
  retention_in_days = 30
}

# API function: Answers requests about devices and sends them commands.
resource "aws_lambda_function" "function" {
  function_name    = "${local.name_prefix}-function"
  description      = "API function"
  role             = aws_iam_role.function_execution.arn
  runtime          = "python3.13"
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = "${path.module}/functions/function.zip"
  source_code_hash = filebase64sha256("${path.module}/functions/function.zip")
  memory_size      = var.function_memory_mb
  timeout          = 29

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function.name
    application_log_level = "INFO"
  }

  tracing_config {
    mode = "Active"
  }

  environment {
    variables = {
      STATE_TABLE_NAME         = aws_dynamodb_table.state.name
      DEVICES_TOPIC            = "devices/+/data"
      DEVICES_THING_GROUP_NAME = aws_iot_thing_group.devices.name
    }
  }
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${local.name_prefix}-function"
  retention_in_days = 30
}

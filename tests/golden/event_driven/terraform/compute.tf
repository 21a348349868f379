# Event publisher: Checks a request, keeps it and says on the bus what happened.
resource "aws_lambda_function" "intake" {
  function_name    = "${local.name_prefix}-intake"
  description      = "Event publisher"
  role             = aws_iam_role.intake_execution.arn
  runtime          = "python3.13"
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = "${path.module}/functions/intake.zip"
  source_code_hash = filebase64sha256("${path.module}/functions/intake.zip")
  memory_size      = var.intake_memory_mb
  timeout          = 29

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.intake.name
    application_log_level = "INFO"
  }

  tracing_config {
    mode = "Active"
  }

  environment {
    variables = {
      DATA_TABLE_NAME = aws_dynamodb_table.data.name
      BUS_BUS_NAME    = aws_cloudwatch_event_bus.bus.name
    }
  }
}

resource "aws_cloudwatch_log_group" "intake" {
  name              = "/aws/lambda/${local.name_prefix}-intake"
  retention_in_days = 30
}

# Event consumer: Does what its domain has to do for each event.
resource "aws_lambda_function" "consumer" {
  function_name    = "${local.name_prefix}-consumer"
  description      = "Event consumer"
  role             = aws_iam_role.consumer_execution.arn
  runtime          = "python3.13"
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = "${path.module}/functions/consumer.zip"
  source_code_hash = filebase64sha256("${path.module}/functions/consumer.zip")
  memory_size      = var.consumer_memory_mb
  timeout          = 29

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.consumer.name
    application_log_level = "INFO"
  }

  tracing_config {
    mode = "Active"
  }

  environment {
    variables = {
      DATA_TABLE_NAME = aws_dynamodb_table.data.name
    }
  }
}

resource "aws_cloudwatch_log_group" "consumer" {
  name              = "/aws/lambda/${local.name_prefix}-consumer"
  retention_in_days = 30
}

# Stream processor: Works through the events in order, and sets aside what it cannot do.
resource "aws_lambda_function" "processor" {
  function_name    = "${local.name_prefix}-processor"
  description      = "Stream processor"
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
      STORE_TABLE_NAME = aws_dynamodb_table.store.name
    }
  }
}

resource "aws_cloudwatch_log_group" "processor" {
  name              = "/aws/lambda/${local.name_prefix}-processor"
  retention_in_days = 30
}

# Events that the function failed on, after every retry.
resource "aws_sqs_queue" "processor_failures" {
  name                      = "${local.name_prefix}-processor-failures"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_function_event_invoke_config" "processor" {
  function_name                = aws_lambda_function.processor.function_name
  maximum_event_age_in_seconds = 21600
  maximum_retry_attempts       = 2

  destination_config {
    on_failure {
      destination = aws_sqs_queue.processor_failures.arn
    }
  }

  depends_on = [aws_iam_role_policy.processor_execution]
}

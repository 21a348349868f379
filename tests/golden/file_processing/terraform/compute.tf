# File processor: Processes one file after another; as many run at once as the load needs.
resource "aws_lambda_function" "processor" {
  function_name    = "${local.name_prefix}-processor"
  description      = "File processor"
  role             = aws_iam_role.processor_execution.arn
  runtime          = "python3.13"
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = "${path.module}/functions/processor.zip"
  source_code_hash = filebase64sha256("${path.module}/functions/processor.zip")
  memory_size      = var.processor_memory_mb
  timeout          = 300

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
      UPLOADS_BUCKET_NAME     = "${local.name_prefix}-uploads"
      RESULTS_BUCKET_NAME     = "${local.name_prefix}-results"
      RECORDS_TABLE_NAME      = aws_dynamodb_table.records.name
      NOTIFICATIONS_TOPIC_ARN = aws_sns_topic.notifications.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "processor" {
  name              = "/aws/lambda/${local.name_prefix}-processor"
  retention_in_days = 30
}

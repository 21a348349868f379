# Prediction function: Looks up features and asks the model.
resource "aws_lambda_function" "function" {
  function_name    = "${local.name_prefix}-function"
  description      = "Prediction function"
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
      ENDPOINT_ENDPOINT_NAME = "${local.name_prefix}-endpoint"
      FEATURES_GROUP_NAME    = "${local.name_prefix}-features"
    }
  }
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${local.name_prefix}-function"
  retention_in_days = 30
}

# Assistant: Puts the question, what is known and the conversation together, and asks the model.
resource "aws_lambda_function" "function" {
  function_name    = "${local.name_prefix}-function"
  description      = "Assistant"
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
      MODEL_MODEL_ARN             = aws_bedrock_inference_profile.model.arn
      KNOWLEDGE_KNOWLEDGE_BASE_ID = aws_cloudformation_stack.knowledge.outputs["KnowledgeBaseId"]
      KNOWLEDGE_DATA_SOURCE_ID    = aws_cloudformation_stack.knowledge.outputs["DataSourceId"]
      GUARDRAIL_GUARDRAIL_ID      = aws_bedrock_guardrail.guardrail.guardrail_id
      GUARDRAIL_GUARDRAIL_VERSION = aws_bedrock_guardrail_version.guardrail.version
      HISTORY_TABLE_NAME          = aws_dynamodb_table.history.name
    }
  }
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${local.name_prefix}-function"
  retention_in_days = 30
}

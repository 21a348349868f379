data "aws_iam_policy_document" "trust_lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "trust_bedrock_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "function_execution" {
  name               = "${local.name_prefix}-function-execution"
  assume_role_policy = data.aws_iam_policy_document.trust_lambda.json
}

data "aws_iam_policy_document" "function_execution" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.function.arn}:*"]
  }

  statement {
    sid     = "OwnXray"
    actions = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    # X-Ray has no resource for these actions.
    resources = ["*"]
  }

  statement {
    sid     = "FunctionToModel"
    actions = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
    resources = [
      aws_bedrock_inference_profile.model.arn,
      "arn:${data.aws_partition.current.partition}:bedrock:*::foundation-model/amazon.nova-lite-v1:0",
    ]
  }

  statement {
    sid       = "FunctionToKnowledge"
    actions   = ["bedrock:Retrieve", "bedrock:RetrieveAndGenerate", "bedrock:StartIngestionJob"]
    resources = [aws_cloudformation_stack.knowledge.outputs["KnowledgeBaseArn"]]
  }

  statement {
    sid       = "FunctionToGuardrail"
    actions   = ["bedrock:ApplyGuardrail"]
    resources = [aws_bedrock_guardrail.guardrail.guardrail_arn]
  }

  statement {
    sid = "FunctionToHistory"
    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:BatchWriteItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "dynamodb:UpdateItem",
    ]
    resources = [aws_dynamodb_table.history.arn, "${aws_dynamodb_table.history.arn}/index/*"]
  }
}

resource "aws_iam_role_policy" "function_execution" {
  name   = "permissions"
  role   = aws_iam_role.function_execution.id
  policy = data.aws_iam_policy_document.function_execution.json
}

resource "aws_iam_role" "knowledge_knowledge" {
  name               = "${local.name_prefix}-knowledge-knowledge"
  assume_role_policy = data.aws_iam_policy_document.trust_bedrock_in_this_account.json
}

data "aws_iam_policy_document" "knowledge_knowledge" {
  statement {
    sid     = "OwnBedrock"
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:${data.aws_partition.current.partition}:bedrock:${var.region}::foundation-model/amazon.titan-embed-text-v2:0",
    ]
  }

  statement {
    sid = "OwnS3Vectors"
    actions = [
      "s3vectors:DeleteVectors",
      "s3vectors:GetIndex",
      "s3vectors:GetVectors",
      "s3vectors:ListVectors",
      "s3vectors:PutVectors",
      "s3vectors:QueryVectors",
    ]
    resources = [
      "arn:${data.aws_partition.current.partition}:s3vectors:${var.region}:${data.aws_caller_identity.current.account_id}:bucket/${local.name_prefix}-knowledge/index/passages",
    ]
  }

  statement {
    sid       = "DocumentsToKnowledge"
    actions   = ["s3:GetObject"]
    resources = ["arn:${data.aws_partition.current.partition}:s3:::${local.name_prefix}-documents/*"]
  }

  statement {
    sid       = "DocumentsToKnowledge2"
    actions   = ["s3:ListBucket"]
    resources = ["arn:${data.aws_partition.current.partition}:s3:::${local.name_prefix}-documents"]
  }
}

resource "aws_iam_role_policy" "knowledge_knowledge" {
  name   = "permissions"
  role   = aws_iam_role.knowledge_knowledge.id
  policy = data.aws_iam_policy_document.knowledge_knowledge.json
}

# Layer four of "read-only": whatever else is ever attached to this role, it can do nothing but this.

locals {
  queue_actions = [
    "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
    "sqs:ReceiveMessage",
    "sqs:SendMessage", # who takes an item of a batch lets the next one go
  ]
  artifact_actions = ["s3:GetObject", "s3:PutObject"] # a revision and a trial read the bundle before
  log_actions      = ["logs:CreateLogStream", "logs:PutLogEvents"]
  network_actions = var.network == null ? [] : [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ]
  # Converse and ConverseStream are authorized by these two.
  model_actions  = length(var.bedrock_models) == 0 ? [] : ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
  needed_actions = concat(local.queue_actions, local.artifact_actions, local.log_actions, local.network_actions, local.model_actions)
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "worker" {
  statement {
    sid       = "TakeJobs"
    actions   = local.queue_actions
    resources = [var.queue_arn]
  }

  statement {
    sid       = "KeepArtifacts"
    actions   = local.artifact_actions
    resources = ["${var.artifacts_bucket_arn}/*"]
  }

  statement {
    sid       = "WriteLogs"
    actions   = local.log_actions
    resources = ["${aws_cloudwatch_log_group.worker.arn}:*"]
  }

  dynamic "statement" {
    for_each = length(local.network_actions) > 0 ? [local.network_actions] : []

    content {
      sid       = "JoinTheNetwork"
      actions   = statement.value
      resources = ["*"] # Lambda makes the interfaces, before there is an ARN to name
    }
  }

  dynamic "statement" {
    for_each = length(local.model_actions) > 0 ? [local.model_actions] : []

    content {
      sid       = "AskModels"
      actions   = statement.value
      resources = var.bedrock_models
    }
  }

  statement {
    sid         = "DenyAllElse"
    effect      = "Deny"
    not_actions = local.needed_actions
    resources   = ["*"]
  }
}

resource "aws_iam_role" "worker" {
  name               = var.name
  description        = "What Groundplan's worker may do."
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "worker" {
  name   = "worker"
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.worker.json
}

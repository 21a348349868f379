data "aws_iam_policy_document" "trust_vpc_flow_logs_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "trust_ecs_tasks_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "network_flow_logs" {
  name               = "${local.name_prefix}-network-flow-logs"
  assume_role_policy = data.aws_iam_policy_document.trust_vpc_flow_logs_in_this_account.json
}

data "aws_iam_policy_document" "network_flow_logs" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.network_flow_logs.arn}:*"]
  }
}

resource "aws_iam_role_policy" "network_flow_logs" {
  name   = "permissions"
  role   = aws_iam_role.network_flow_logs.id
  policy = data.aws_iam_policy_document.network_flow_logs.json
}

resource "aws_iam_role" "service_task" {
  name               = "${local.name_prefix}-service-task"
  assume_role_policy = data.aws_iam_policy_document.trust_ecs_tasks_in_this_account.json
}

data "aws_iam_policy_document" "service_task" {
  statement {
    sid     = "ServiceToDatabase"
    actions = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [
      try(aws_db_instance.database.master_user_secret[0].secret_arn, "arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:rds!db-*"),
    ]
  }

  statement {
    sid       = "ServiceToFiles"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.files.arn}/*"]
  }

  statement {
    sid       = "ServiceToFiles2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.files.arn]
  }

  statement {
    sid       = "ServiceToSecrets"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.secrets.arn]
  }
}

resource "aws_iam_role_policy" "service_task" {
  name   = "permissions"
  role   = aws_iam_role.service_task.id
  policy = data.aws_iam_policy_document.service_task.json
}

resource "aws_iam_role" "service_execution" {
  name               = "${local.name_prefix}-service-execution"
  assume_role_policy = data.aws_iam_policy_document.trust_ecs_tasks_in_this_account.json
}

data "aws_iam_policy_document" "service_execution" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.service.arn}:*"]
  }

  statement {
    sid       = "RegistryToService"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [aws_ecr_repository.registry.arn]
  }

  statement {
    sid     = "RegistryToService2"
    actions = ["ecr:GetAuthorizationToken"]
    # The token is for the registry, not for a repository.
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "service_execution" {
  name   = "permissions"
  role   = aws_iam_role.service_execution.id
  policy = data.aws_iam_policy_document.service_execution.json
}

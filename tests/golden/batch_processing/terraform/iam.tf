data "aws_iam_policy_document" "trust_scheduler_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
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

data "aws_iam_policy_document" "trust_ec2" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

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

resource "aws_iam_role" "schedule_target" {
  name               = "${local.name_prefix}-schedule-target"
  assume_role_policy = data.aws_iam_policy_document.trust_scheduler_in_this_account.json
}

data "aws_iam_policy_document" "schedule_target" {
  statement {
    sid       = "ScheduleToCompute"
    actions   = ["batch:SubmitJob"]
    resources = [aws_batch_job_queue.compute.arn, "${aws_batch_job_definition.compute.arn_prefix}*"]
  }
}

resource "aws_iam_role_policy" "schedule_target" {
  name   = "permissions"
  role   = aws_iam_role.schedule_target.id
  policy = data.aws_iam_policy_document.schedule_target.json
}

resource "aws_iam_role" "compute_job" {
  name               = "${local.name_prefix}-compute-job"
  assume_role_policy = data.aws_iam_policy_document.trust_ecs_tasks_in_this_account.json
}

data "aws_iam_policy_document" "compute_job" {
  statement {
    sid       = "ComputeToData"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }

  statement {
    sid       = "ComputeToData2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn]
  }

  statement {
    sid       = "ComputeToNotifications"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.notifications.arn]
  }
}

resource "aws_iam_role_policy" "compute_job" {
  name   = "permissions"
  role   = aws_iam_role.compute_job.id
  policy = data.aws_iam_policy_document.compute_job.json
}

resource "aws_iam_role" "compute_execution" {
  name               = "${local.name_prefix}-compute-execution"
  assume_role_policy = data.aws_iam_policy_document.trust_ecs_tasks_in_this_account.json
}

data "aws_iam_policy_document" "compute_execution" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.compute.arn}:*"]
  }

  statement {
    sid       = "RegistryToCompute"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [aws_ecr_repository.registry.arn]
  }

  statement {
    sid     = "RegistryToCompute2"
    actions = ["ecr:GetAuthorizationToken"]
    # The token is for the registry, not for a repository.
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "compute_execution" {
  name   = "permissions"
  role   = aws_iam_role.compute_execution.id
  policy = data.aws_iam_policy_document.compute_execution.json
}

resource "aws_iam_role" "compute_instance" {
  name               = "${local.name_prefix}-compute-instance"
  assume_role_policy = data.aws_iam_policy_document.trust_ec2.json
}

resource "aws_iam_role_policy_attachment" "compute_instance_amazon_ec2_container_servicefor_ec2_role" {
  role       = aws_iam_role.compute_instance.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
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

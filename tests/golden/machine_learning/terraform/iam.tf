data "aws_iam_policy_document" "trust_sagemaker_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

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

data "aws_iam_policy_document" "trust_lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "features_offline" {
  name               = "${local.name_prefix}-features-offline"
  assume_role_policy = data.aws_iam_policy_document.trust_sagemaker_in_this_account.json
}

data "aws_iam_policy_document" "features_offline" {
  statement {
    sid       = "FeaturesToData"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }

  statement {
    sid       = "FeaturesToData2"
    actions   = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn]
  }

  statement {
    sid = "FeaturesToData3"
    actions = [
      "glue:CreateDatabase",
      "glue:CreateTable",
      "glue:GetDatabase",
      "glue:GetTable",
      "glue:GetTables",
      "glue:UpdateTable",
    ]
    resources = [
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:catalog",
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:database/sagemaker_featurestore",
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:table/sagemaker_featurestore/*",
    ]
  }
}

resource "aws_iam_role_policy" "features_offline" {
  name   = "permissions"
  role   = aws_iam_role.features_offline.id
  policy = data.aws_iam_policy_document.features_offline.json
}

resource "aws_iam_role" "training_execution" {
  name               = "${local.name_prefix}-training-execution"
  assume_role_policy = data.aws_iam_policy_document.trust_sagemaker_in_this_account.json
}

data "aws_iam_policy_document" "training_execution" {
  statement {
    sid = "OwnSagemaker"
    actions = [
      "sagemaker:AddTags",
      "sagemaker:CreateTrainingJob",
      "sagemaker:DescribeTrainingJob",
      "sagemaker:StopTrainingJob",
    ]
    resources = [
      "arn:${data.aws_partition.current.partition}:sagemaker:${var.region}:${data.aws_caller_identity.current.account_id}:training-job/pipelines-*",
    ]
  }

  statement {
    sid     = "OwnSagemaker2"
    actions = ["sagemaker:CreateModelPackage", "sagemaker:DescribeModelPackageGroup"]
    resources = [
      aws_sagemaker_model_package_group.training.arn,
      "arn:${data.aws_partition.current.partition}:sagemaker:${var.region}:${data.aws_caller_identity.current.account_id}:model-package/${local.name_prefix}-training/*",
    ]
  }

  statement {
    sid       = "OwnIam"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.training_execution.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["sagemaker.amazonaws.com"]
    }
  }

  statement {
    sid = "OwnLogs"
    actions = [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]
    resources = [
      "arn:${data.aws_partition.current.partition}:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws/sagemaker/TrainingJobs*",
    ]
  }

  statement {
    sid     = "OwnCloudwatch"
    actions = ["cloudwatch:PutMetricData"]
    # CloudWatch has no resource for metrics; the condition names the namespace.
    resources = ["*"]

    condition {
      test     = "StringLike"
      variable = "cloudwatch:namespace"
      values   = ["/aws/sagemaker/*"]
    }
  }

  statement {
    sid     = "OwnEcr"
    actions = ["ecr:GetAuthorizationToken"]
    # A registry login has no resource.
    resources = ["*"]
  }

  statement {
    sid       = "OwnEcr2"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:${data.aws_partition.current.partition}:ecr:${var.region}:*:repository/*"]
  }

  statement {
    sid       = "TrainingToData"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }

  statement {
    sid       = "TrainingToData2"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn]
  }

  statement {
    sid       = "TrainingToFeatures"
    actions   = ["sagemaker:BatchGetRecord", "sagemaker:DescribeFeatureGroup", "sagemaker:GetRecord"]
    resources = [aws_sagemaker_feature_group.features.arn]
  }
}

resource "aws_iam_role_policy" "training_execution" {
  name   = "permissions"
  role   = aws_iam_role.training_execution.id
  policy = data.aws_iam_policy_document.training_execution.json
}

resource "aws_iam_role" "schedule_target" {
  name               = "${local.name_prefix}-schedule-target"
  assume_role_policy = data.aws_iam_policy_document.trust_scheduler_in_this_account.json
}

data "aws_iam_policy_document" "schedule_target" {
  statement {
    sid       = "ScheduleToTraining"
    actions   = ["sagemaker:StartPipelineExecution"]
    resources = [aws_sagemaker_pipeline.training.arn]
  }
}

resource "aws_iam_role_policy" "schedule_target" {
  name   = "permissions"
  role   = aws_iam_role.schedule_target.id
  policy = data.aws_iam_policy_document.schedule_target.json
}

resource "aws_iam_role" "endpoint_execution" {
  name               = "${local.name_prefix}-endpoint-execution"
  assume_role_policy = data.aws_iam_policy_document.trust_sagemaker_in_this_account.json
}

data "aws_iam_policy_document" "endpoint_execution" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.endpoint.arn}:*"]
  }

  statement {
    sid     = "OwnCloudwatch"
    actions = ["cloudwatch:PutMetricData"]
    # CloudWatch has no resource for metrics; the condition names the namespace.
    resources = ["*"]

    condition {
      test     = "StringLike"
      variable = "cloudwatch:namespace"
      values   = ["/aws/sagemaker/*"]
    }
  }

  statement {
    sid     = "OwnEcr"
    actions = ["ecr:GetAuthorizationToken"]
    # A registry login has no resource.
    resources = ["*"]
  }

  statement {
    sid     = "OwnEcr2"
    actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [
      "arn:${data.aws_partition.current.partition}:ecr:${var.region}:763104351884:repository/*",
      "arn:${data.aws_partition.current.partition}:ecr:${var.region}:${data.aws_caller_identity.current.account_id}:repository/*",
    ]
  }

  statement {
    sid       = "EndpointToData"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }

  statement {
    sid       = "EndpointToData2"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn]
  }
}

resource "aws_iam_role_policy" "endpoint_execution" {
  name   = "permissions"
  role   = aws_iam_role.endpoint_execution.id
  policy = data.aws_iam_policy_document.endpoint_execution.json
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
    sid       = "FunctionToEndpoint"
    actions   = ["sagemaker:InvokeEndpoint"]
    resources = [aws_sagemaker_endpoint.endpoint.arn]
  }

  statement {
    sid = "FunctionToFeatures"
    actions = [
      "sagemaker:BatchGetRecord",
      "sagemaker:DeleteRecord",
      "sagemaker:DescribeFeatureGroup",
      "sagemaker:GetRecord",
      "sagemaker:PutRecord",
    ]
    resources = [aws_sagemaker_feature_group.features.arn]
  }
}

resource "aws_iam_role_policy" "function_execution" {
  name   = "permissions"
  role   = aws_iam_role.function_execution.id
  policy = data.aws_iam_policy_document.function_execution.json
}

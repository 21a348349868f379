data "aws_iam_policy_document" "trust_transfer_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["transfer.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "trust_glue" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["glue.amazonaws.com"]
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

data "aws_iam_policy_document" "trust_lakeformation" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lakeformation.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "intake_user" {
  name               = "${local.name_prefix}-intake-user"
  assume_role_policy = data.aws_iam_policy_document.trust_transfer_in_this_account.json
}

data "aws_iam_policy_document" "intake_user" {
  statement {
    sid       = "IntakeToRaw"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.raw.arn]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["partner/*", "partner"]
    }
  }

  statement {
    sid       = "IntakeToRaw2"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.raw.arn}/partner/*"]
  }
}

resource "aws_iam_role_policy" "intake_user" {
  name   = "permissions"
  role   = aws_iam_role.intake_user.id
  policy = data.aws_iam_policy_document.intake_user.json
}

resource "aws_iam_role" "catalog_crawler" {
  name               = "${local.name_prefix}-catalog-crawler"
  assume_role_policy = data.aws_iam_policy_document.trust_glue.json
}

data "aws_iam_policy_document" "catalog_crawler" {
  statement {
    sid = "OwnGlue"
    actions = [
      "glue:BatchCreatePartition",
      "glue:BatchDeletePartition",
      "glue:BatchGetPartition",
      "glue:BatchUpdatePartition",
      "glue:CreatePartition",
      "glue:CreateTable",
      "glue:DeleteTable",
      "glue:GetDatabase",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:GetTable",
      "glue:GetTables",
      "glue:UpdatePartition",
      "glue:UpdateTable",
    ]
    resources = [
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:catalog",
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:database/${aws_glue_catalog_database.catalog.name}",
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:table/${aws_glue_catalog_database.catalog.name}/*",
    ]
  }

  statement {
    sid     = "OwnLogs"
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${data.aws_partition.current.partition}:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws-glue/crawlers*",
    ]
  }

  statement {
    sid       = "CatalogToRaw"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.raw.arn}/*"]
  }

  statement {
    sid       = "CatalogToRaw2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.raw.arn]
  }

  statement {
    sid       = "CatalogToCurated"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.curated.arn}/*"]
  }

  statement {
    sid       = "CatalogToCurated2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.curated.arn]
  }
}

resource "aws_iam_role_policy" "catalog_crawler" {
  name   = "permissions"
  role   = aws_iam_role.catalog_crawler.id
  policy = data.aws_iam_policy_document.catalog_crawler.json
}

resource "aws_iam_role" "etl_job" {
  name               = "${local.name_prefix}-etl-job"
  assume_role_policy = data.aws_iam_policy_document.trust_glue.json
}

data "aws_iam_policy_document" "etl_job" {
  statement {
    sid       = "OwnS3"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.etl_scripts.arn}/*"]
  }

  statement {
    sid       = "OwnS32"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.etl_scripts.arn]
  }

  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.etl.arn}:*"]
  }

  statement {
    sid     = "OwnCloudwatch"
    actions = ["cloudwatch:PutMetricData"]
    # CloudWatch has no resource for metrics; the namespace narrows it.
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["Glue"]
    }
  }

  statement {
    sid       = "EtlToRaw"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.raw.arn}/*"]
  }

  statement {
    sid       = "EtlToRaw2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.raw.arn]
  }

  statement {
    sid       = "EtlToCurated"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.curated.arn}/*"]
  }

  statement {
    sid       = "EtlToCurated2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.curated.arn]
  }

  statement {
    sid = "EtlToCatalog"
    actions = [
      "glue:BatchCreatePartition",
      "glue:BatchGetPartition",
      "glue:CreatePartition",
      "glue:CreateTable",
      "glue:GetDatabase",
      "glue:GetPartition",
      "glue:GetPartitions",
      "glue:GetTable",
      "glue:GetTables",
      "glue:UpdatePartition",
      "glue:UpdateTable",
    ]
    resources = [
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:catalog",
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:database/${aws_glue_catalog_database.catalog.name}",
      "arn:${data.aws_partition.current.partition}:glue:${var.region}:${data.aws_caller_identity.current.account_id}:table/${aws_glue_catalog_database.catalog.name}/*",
    ]
  }

  statement {
    sid     = "EtlToCatalog2"
    actions = ["lakeformation:GetDataAccess"]
    # GetDataAccess has no resource; where Lake Formation governs the tables, its grants narrow it.
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "etl_job" {
  name   = "permissions"
  role   = aws_iam_role.etl_job.id
  policy = data.aws_iam_policy_document.etl_job.json
}

resource "aws_iam_role" "schedule_target" {
  name               = "${local.name_prefix}-schedule-target"
  assume_role_policy = data.aws_iam_policy_document.trust_scheduler_in_this_account.json
}

data "aws_iam_policy_document" "schedule_target" {
  statement {
    sid       = "ScheduleToEtl"
    actions   = ["glue:StartJobRun"]
    resources = [aws_glue_job.etl.arn]
  }
}

resource "aws_iam_role_policy" "schedule_target" {
  name   = "permissions"
  role   = aws_iam_role.schedule_target.id
  policy = data.aws_iam_policy_document.schedule_target.json
}

resource "aws_iam_role" "governance_registration" {
  name               = "${local.name_prefix}-governance-registration"
  assume_role_policy = data.aws_iam_policy_document.trust_lakeformation.json
}

data "aws_iam_policy_document" "governance_registration" {
  statement {
    sid     = "OwnLogs"
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${data.aws_partition.current.partition}:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:/aws-lakeformation-acceleration/*",
    ]
  }

  statement {
    sid       = "GovernanceToRaw"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.raw.arn}/*"]
  }

  statement {
    sid       = "GovernanceToRaw2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.raw.arn]
  }

  statement {
    sid       = "GovernanceToCurated"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.curated.arn}/*"]
  }

  statement {
    sid       = "GovernanceToCurated2"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.curated.arn]
  }
}

resource "aws_iam_role_policy" "governance_registration" {
  name   = "permissions"
  role   = aws_iam_role.governance_registration.id
  policy = data.aws_iam_policy_document.governance_registration.json
}

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

data "aws_iam_policy_document" "trust_ec2" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "trust_backup" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
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

resource "aws_iam_role" "transit_flow_logs" {
  name               = "${local.name_prefix}-transit-flow-logs"
  assume_role_policy = data.aws_iam_policy_document.trust_vpc_flow_logs_in_this_account.json
}

data "aws_iam_policy_document" "transit_flow_logs" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.transit.arn}:*"]
  }
}

resource "aws_iam_role_policy" "transit_flow_logs" {
  name   = "permissions"
  role   = aws_iam_role.transit_flow_logs.id
  policy = data.aws_iam_policy_document.transit_flow_logs.json
}

resource "aws_iam_role" "servers_instance" {
  name               = "${local.name_prefix}-servers-instance"
  assume_role_policy = data.aws_iam_policy_document.trust_ec2.json
}

resource "aws_iam_role_policy_attachment" "servers_instance_amazon_ssmmanaged_instance_core" {
  role       = aws_iam_role.servers_instance.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

data "aws_iam_policy_document" "servers_instance" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.servers.arn}:*"]
  }

  statement {
    sid     = "OwnCloudwatch"
    actions = ["cloudwatch:PutMetricData"]
    # Metrics have no resource; the namespace narrows it.
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["CWAgent"]
    }
  }

  statement {
    sid     = "ServersToDatabase"
    actions = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [
      try(aws_db_instance.database.master_user_secret[0].secret_arn, "arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:rds!db-*"),
    ]
  }
}

resource "aws_iam_role_policy" "servers_instance" {
  name   = "permissions"
  role   = aws_iam_role.servers_instance.id
  policy = data.aws_iam_policy_document.servers_instance.json
}

resource "aws_iam_role" "backups_backup" {
  name               = "${local.name_prefix}-backups-backup"
  assume_role_policy = data.aws_iam_policy_document.trust_backup.json
}

resource "aws_iam_role_policy_attachment" "backups_backup_awsbackup_service_role_policy_for_backup" {
  role       = aws_iam_role.backups_backup.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}

resource "aws_iam_role_policy_attachment" "backups_backup_awsbackup_service_role_policy_for_restores" {
  role       = aws_iam_role.backups_backup.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores"
}

data "aws_iam_policy_document" "trust_iot" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["iot.amazonaws.com"]
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

data "aws_iam_policy_document" "trust_firehose" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["firehose.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "devices_rules" {
  name               = "${local.name_prefix}-devices-rules"
  assume_role_policy = data.aws_iam_policy_document.trust_iot.json
}

data "aws_iam_policy_document" "devices_rules" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.devices_errors.arn}:*"]
  }

  statement {
    sid       = "DevicesToDelivery"
    actions   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
    resources = [aws_kinesis_firehose_delivery_stream.delivery.arn]
  }
}

resource "aws_iam_role_policy" "devices_rules" {
  name   = "permissions"
  role   = aws_iam_role.devices_rules.id
  policy = data.aws_iam_policy_document.devices_rules.json
}

resource "aws_iam_role" "processor_execution" {
  name               = "${local.name_prefix}-processor-execution"
  assume_role_policy = data.aws_iam_policy_document.trust_lambda.json
}

data "aws_iam_policy_document" "processor_execution" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.processor.arn}:*"]
  }

  statement {
    sid     = "OwnXray"
    actions = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    # X-Ray has no resource for these actions.
    resources = ["*"]
  }

  statement {
    sid = "ProcessorToState"
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
    resources = [aws_dynamodb_table.state.arn, "${aws_dynamodb_table.state.arn}/index/*"]
  }

  statement {
    sid       = "ProcessorToAlerts"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alerts.arn]
  }
}

resource "aws_iam_role_policy" "processor_execution" {
  name   = "permissions"
  role   = aws_iam_role.processor_execution.id
  policy = data.aws_iam_policy_document.processor_execution.json
}

resource "aws_iam_role" "delivery_delivery" {
  name               = "${local.name_prefix}-delivery-delivery"
  assume_role_policy = data.aws_iam_policy_document.trust_firehose.json
}

data "aws_iam_policy_document" "delivery_delivery" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.delivery.arn}:*"]
  }

  statement {
    sid       = "DeliveryToArchive"
    actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.archive.arn}/*"]
  }

  statement {
    sid       = "DeliveryToArchive2"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
    resources = [aws_s3_bucket.archive.arn]
  }
}

resource "aws_iam_role_policy" "delivery_delivery" {
  name   = "permissions"
  role   = aws_iam_role.delivery_delivery.id
  policy = data.aws_iam_policy_document.delivery_delivery.json
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
    sid = "FunctionToState"
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
    resources = [aws_dynamodb_table.state.arn, "${aws_dynamodb_table.state.arn}/index/*"]
  }

  statement {
    sid     = "FunctionToDevices"
    actions = ["iot:Publish"]
    resources = [
      "arn:${data.aws_partition.current.partition}:iot:${var.region}:${data.aws_caller_identity.current.account_id}:topic/devices/*",
    ]
  }
}

resource "aws_iam_role_policy" "function_execution" {
  name   = "permissions"
  role   = aws_iam_role.function_execution.id
  policy = data.aws_iam_policy_document.function_execution.json
}

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
    sid = "StreamToProcessor"
    actions = [
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
      "kinesis:SubscribeToShard",
    ]
    resources = [aws_kinesis_stream.stream.arn]
  }

  statement {
    sid     = "StreamToProcessor2"
    actions = ["kinesis:ListStreams"]
    # ListStreams has no narrower resource.
    resources = ["*"]
  }

  statement {
    sid       = "StreamToProcessor3"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.processor_failures.arn]
  }

  statement {
    sid = "ProcessorToStore"
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
    resources = [aws_dynamodb_table.store.arn, "${aws_dynamodb_table.store.arn}/index/*"]
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
    sid = "StreamToDelivery"
    actions = [
      "kinesis:DescribeStream",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
    ]
    resources = [aws_kinesis_stream.stream.arn]
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

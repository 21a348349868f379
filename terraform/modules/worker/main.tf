# The package is larger than what may be uploaded to Lambda directly (50 MB), so it goes through a bucket.
resource "aws_s3_object" "package" {
  # checkov:skip=CKV_AWS_186: encrypted by S3's own keys
  bucket = var.releases_bucket
  key    = "worker/${filesha256(var.package)}.zip"
  source = var.package
}

resource "aws_lambda_function" "worker" {
  # checkov:skip=CKV_AWS_116: SQS has the dead letters; an asynchronous call is never made
  # checkov:skip=CKV_AWS_173: no secret is among them: those are read from Systems Manager at the start
  # checkov:skip=CKV_AWS_272: the package is built and uploaded by the same pipeline; a signing profile would sign what it is handed
  # checkov:skip=CKV_AWS_50: traces cost by number; OpenTelemetry will say where they go
  function_name    = var.name
  description      = "Carries out Groundplan's jobs."
  role             = var.role_arn
  runtime          = var.runtime
  architectures    = ["x86_64"]
  handler          = "start.handler"
  s3_bucket        = aws_s3_object.package.bucket
  s3_key           = aws_s3_object.package.key
  source_code_hash = filebase64sha256(var.package)
  memory_size      = var.memory_mb
  timeout          = var.timeout_seconds
  publish          = true

  reserved_concurrent_executions = var.concurrency

  environment {
    variables = var.settings
  }

  logging_config {
    log_format = "Text" # our lines are JSON already
    log_group  = var.log_group_name
  }

  vpc_config {
    subnet_ids         = var.network.subnet_ids
    security_group_ids = var.network.security_group_ids
  }

  lifecycle {
    ignore_changes = [s3_bucket, s3_key, source_code_hash] # releases bring code (stack/delivery); an apply brings the rest
  }
}

# What the queue calls. A release moves it to a new version at once or bit by bit, and back again.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that takes jobs."
  function_name    = aws_lambda_function.worker.function_name
  function_version = aws_lambda_function.worker.version

  lifecycle {
    ignore_changes = [function_version, routing_config] # a release's, or one that is under way
  }
}

resource "aws_lambda_event_source_mapping" "jobs" {
  event_source_arn        = var.queue_arn
  function_name           = aws_lambda_alias.live.arn
  batch_size              = 1 # a job takes minutes: two would wait for each other
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.concurrency
  }
}

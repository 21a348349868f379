# Size `lambda`: the same Flask application, called by API Gateway. There are no sockets: the pages follow jobs by polling.

resource "aws_s3_object" "package" {
  # checkov:skip=CKV_AWS_186: encrypted by S3's own keys
  count = local.is_function ? 1 : 0

  bucket = var.releases_bucket
  key    = "web/${filesha256(var.function.package)}.zip"
  source = var.function.package
}

resource "aws_lambda_function" "web" {
  # checkov:skip=CKV_AWS_116: nothing calls it asynchronously
  # checkov:skip=CKV_AWS_173: no secret is among them: those are read from Systems Manager at the start
  # checkov:skip=CKV_AWS_272: the package is built and uploaded by the same pipeline
  # checkov:skip=CKV_AWS_50: traces cost by number; OpenTelemetry will say where they go
  count = local.is_function ? 1 : 0

  function_name    = "${var.name}-web"
  description      = "Groundplan's API."
  role             = var.role_arns["web"]
  runtime          = var.function.runtime
  architectures    = ["x86_64"]
  handler          = "web.lambda_handler.handler"
  s3_bucket        = aws_s3_object.package[0].bucket
  s3_key           = aws_s3_object.package[0].key
  source_code_hash = filebase64sha256(var.function.package)
  memory_size      = var.function.memory_mb
  timeout          = 29 # API Gateway gives up after 30
  publish          = true

  reserved_concurrent_executions = var.function.concurrency # each holds connections to the database

  environment {
    variables = {
      SETTINGS_PATH = "${var.parameters_path}/web"
    }
  }

  logging_config {
    log_format = "Text" # our lines are JSON already
    log_group  = var.log_group_names["web"]
  }

  vpc_config {
    subnet_ids         = var.network.private_subnet_ids
    security_group_ids = [var.network.security_group_ids["web"]]
  }

  lifecycle {
    ignore_changes = [s3_bucket, s3_key, source_code_hash] # releases bring code (stack/delivery); an apply brings the rest
  }
}

resource "aws_lambda_alias" "web" {
  count = local.is_function ? 1 : 0

  name             = "live"
  description      = "The version that answers."
  function_name    = aws_lambda_function.web[0].function_name
  function_version = aws_lambda_function.web[0].version

  lifecycle {
    ignore_changes = [function_version, routing_config] # a release's, or one that is under way
  }
}

resource "aws_apigatewayv2_api" "web" {
  count = local.is_function ? 1 : 0

  name          = var.name
  description   = "Groundplan's API, behind CloudFront."
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "web" {
  count = local.is_function ? 1 : 0

  api_id                 = aws_apigatewayv2_api.web[0].id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.web[0].invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "web" {
  # checkov:skip=CKV_AWS_309: the application decides who may come in, route by route (web/guards.py)
  count = local.is_function ? 1 : 0

  api_id    = aws_apigatewayv2_api.web[0].id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.web[0].id}"
}

resource "aws_apigatewayv2_stage" "web" {
  # checkov:skip=CKV_AWS_76: the application writes a line for each request
  # checkov:skip=CKV2_AWS_51: browsers come in; they have no certificates
  count = local.is_function ? 1 : 0

  api_id      = aws_apigatewayv2_api.web[0].id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = 200
    throttling_burst_limit = 400
  }
}

resource "aws_lambda_permission" "web" {
  count = local.is_function ? 1 : 0

  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.web[0].function_name
  qualifier     = aws_lambda_alias.web[0].name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.web[0].execution_arn}/*/*"
}

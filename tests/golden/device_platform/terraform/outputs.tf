output "devices_policy_name" {
  description = "Policy to attach to the certificate of each device (devices)"
  value       = aws_iot_policy.devices.name
}

output "devices_thing_type" {
  description = "Type of the devices (devices)"
  value       = aws_iot_thing_type.devices.name
}

output "processor_function_name" {
  description = "Name of the function (processor)"
  value       = aws_lambda_function.processor.function_name
}

output "state_table_name" {
  description = "Name of the table (state)"
  value       = aws_dynamodb_table.state.name
}

output "delivery_stream_name" {
  description = "Name of the delivery stream (delivery)"
  value       = aws_kinesis_firehose_delivery_stream.delivery.name
}

output "archive_bucket_name" {
  description = "Name of the bucket (archive)"
  value       = aws_s3_bucket.archive.bucket
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

output "api_url" {
  description = "Address of the API (api)"
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "function_function_name" {
  description = "Name of the function (function)"
  value       = aws_lambda_function.function.function_name
}

output "cdn_url" {
  description = "Address of the site (cdn)"
  value       = "https://${aws_cloudfront_distribution.cdn.domain_name}"
}

output "cdn_distribution_id" {
  description = "For invalidations after new files were uploaded (cdn)"
  value       = aws_cloudfront_distribution.cdn.id
}

output "site_bucket_name" {
  description = "Name of the bucket (site)"
  value       = aws_s3_bucket.site.bucket
}

output "users_user_pool_id" {
  description = "The user pool. (users)"
  value       = aws_cognito_user_pool.users.id
}

output "users_client_id" {
  description = "Public client of the application. (users)"
  value       = aws_cognito_user_pool_client.users.id
}

output "users_issuer" {
  description = "OpenID Connect issuer. (users)"
  value       = "https://cognito-idp.${var.region}.amazonaws.com/${aws_cognito_user_pool.users.id}"
}

output "operations_arn" {
  description = "ARN of the topic (operations)"
  value       = aws_sns_topic.operations.arn
}

output "api_url" {
  description = "Address of the API (api)"
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "function_function_name" {
  description = "Name of the function (function)"
  value       = aws_lambda_function.function.function_name
}

output "data_table_name" {
  description = "Name of the table (data)"
  value       = aws_dynamodb_table.data.name
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

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

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

output "api_url" {
  description = "Address of the API (api)"
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "function_function_name" {
  description = "Name of the function (function)"
  value       = aws_lambda_function.function.function_name
}

output "model_profile_arn" {
  description = "What InvokeModel and Converse take as the model's id (model)"
  value       = aws_bedrock_inference_profile.model.arn
}

output "knowledge_knowledge_base_id" {
  description = "Id of the knowledge base, for Retrieve (knowledge)"
  value       = aws_cloudformation_stack.knowledge.outputs["KnowledgeBaseId"]
}

output "knowledge_data_source_id" {
  description = "Id of its data source, for StartIngestionJob (knowledge)"
  value       = aws_cloudformation_stack.knowledge.outputs["DataSourceId"]
}

output "documents_bucket_name" {
  description = "Name of the bucket (documents)"
  value       = aws_s3_bucket.documents.bucket
}

output "guardrail_guardrail_id" {
  description = "Id of the guardrail, for Converse and ApplyGuardrail (guardrail)"
  value       = aws_bedrock_guardrail.guardrail.guardrail_id
}

output "history_table_name" {
  description = "Name of the table (history)"
  value       = aws_dynamodb_table.history.name
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

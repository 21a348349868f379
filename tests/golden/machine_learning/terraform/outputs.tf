output "data_bucket_name" {
  description = "Name of the bucket (data)"
  value       = aws_s3_bucket.data.bucket
}

output "features_group_name" {
  description = "Name of the feature group (features)"
  value       = aws_sagemaker_feature_group.features.feature_group_name
}

output "training_pipeline_name" {
  description = "Name of the pipeline, for StartPipelineExecution (training)"
  value       = aws_sagemaker_pipeline.training.pipeline_name
}

output "training_registry_name" {
  description = "Group of the models that wait for approval (training)"
  value       = aws_sagemaker_model_package_group.training.model_package_group_name
}

output "endpoint_endpoint_name" {
  description = "Name of the endpoint, for InvokeEndpoint (endpoint)"
  value       = aws_sagemaker_endpoint.endpoint.name
}

output "api_url" {
  description = "Address of the API (api)"
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "function_function_name" {
  description = "Name of the function (function)"
  value       = aws_lambda_function.function.function_name
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

output "api_url" {
  description = "Address of the API (api)"
  value       = aws_apigatewayv2_api.api.api_endpoint
}

output "intake_function_name" {
  description = "Name of the function (intake)"
  value       = aws_lambda_function.intake.function_name
}

output "bus_bus_name" {
  description = "Name of the event bus (bus)"
  value       = aws_cloudwatch_event_bus.bus.name
}

output "rule_undelivered_name" {
  description = "Name of the queue of events that reached no target (rule)"
  value       = aws_sqs_queue.rule_undelivered.name
}

output "queue_url" {
  description = "Address of the queue (queue)"
  value       = aws_sqs_queue.queue.url
}

output "queue_dead_letters_name" {
  description = "Name of the queue of messages that failed too often (queue)"
  value       = aws_sqs_queue.queue_dead_letters.name
}

output "consumer_function_name" {
  description = "Name of the function (consumer)"
  value       = aws_lambda_function.consumer.function_name
}

output "data_table_name" {
  description = "Name of the table (data)"
  value       = aws_dynamodb_table.data.name
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

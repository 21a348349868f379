output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.worker.function_name
}

output "alias_arn" {
  description = "What the queue calls."
  value       = aws_lambda_alias.live.arn
}

output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.worker.function_name
}

output "role_arn" {
  description = "ARN of the function's role."
  value       = aws_iam_role.worker.arn
}

output "role_arns" {
  description = "By role."
  value       = { for name, role in aws_iam_role.main : name => role.arn }

  depends_on = [aws_iam_role_policy.main] # a function that starts before its rights are there fails
}

output "role_names" {
  description = "By role."
  value       = { for name, role in aws_iam_role.main : name => role.name }
}

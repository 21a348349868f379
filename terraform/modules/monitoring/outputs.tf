output "log_group_names" {
  description = "By process."
  value       = { for name, group in aws_cloudwatch_log_group.main : name => group.name }
}

output "log_group_arns" {
  description = "All of them."
  value       = [for group in aws_cloudwatch_log_group.main : group.arn]
}

output "alarm_topic_arn" {
  description = "The topic that alarms are told to."
  value       = aws_sns_topic.alarms.arn
}

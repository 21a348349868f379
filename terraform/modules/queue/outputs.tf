output "name" {
  description = "Name of the queue."
  value       = aws_sqs_queue.jobs.name
}

output "arn" {
  description = "ARN of the queue."
  value       = aws_sqs_queue.jobs.arn
}

output "dead_letter_name" {
  description = "Name of the dead-letter queue."
  value       = aws_sqs_queue.dead_letters.name
}

output "dead_letter_arn" {
  description = "ARN of the dead-letter queue."
  value       = aws_sqs_queue.dead_letters.arn
}

output "uploads_bucket_name" {
  description = "Name of the bucket (uploads)"
  value       = aws_s3_bucket.uploads.bucket
}

output "jobs_url" {
  description = "Address of the queue (jobs)"
  value       = aws_sqs_queue.jobs.url
}

output "jobs_dead_letters_name" {
  description = "Name of the queue of messages that failed too often (jobs)"
  value       = aws_sqs_queue.jobs_dead_letters.name
}

output "processor_function_name" {
  description = "Name of the function (processor)"
  value       = aws_lambda_function.processor.function_name
}

output "results_bucket_name" {
  description = "Name of the bucket (results)"
  value       = aws_s3_bucket.results.bucket
}

output "records_table_name" {
  description = "Name of the table (records)"
  value       = aws_dynamodb_table.records.name
}

output "notifications_arn" {
  description = "ARN of the topic (notifications)"
  value       = aws_sns_topic.notifications.arn
}

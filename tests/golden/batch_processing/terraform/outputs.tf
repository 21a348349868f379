output "data_bucket_name" {
  description = "Name of the bucket (data)"
  value       = aws_s3_bucket.data.bucket
}

output "compute_job_queue" {
  description = "Queue that takes jobs. (compute)"
  value       = aws_batch_job_queue.compute.arn
}

output "compute_job_definition" {
  description = "Definition of the job, with its revision. (compute)"
  value       = aws_batch_job_definition.compute.arn
}

output "registry_repository_url" {
  description = "Where to push the container image. (registry)"
  value       = aws_ecr_repository.registry.repository_url
}

output "notifications_arn" {
  description = "ARN of the topic (notifications)"
  value       = aws_sns_topic.notifications.arn
}

output "name" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.artifacts.bucket
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.artifacts.arn
}

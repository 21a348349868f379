output "raw_bucket_name" {
  description = "Name of the bucket (raw)"
  value       = aws_s3_bucket.raw.bucket
}

output "curated_bucket_name" {
  description = "Name of the bucket (curated)"
  value       = aws_s3_bucket.curated.bucket
}

output "intake_endpoint" {
  description = "Address of the SFTP server (intake)"
  value       = aws_transfer_server.intake.endpoint
}

output "catalog_database_name" {
  description = "Database of the tables (catalog)"
  value       = aws_glue_catalog_database.catalog.name
}

output "etl_job_name" {
  description = "Name of the job (etl)"
  value       = aws_glue_job.etl.name
}

output "etl_scripts_bucket" {
  description = "Bucket of the script, scripts/main.py (etl)"
  value       = aws_s3_bucket.etl_scripts.bucket
}

output "queries_workgroup_name" {
  description = "Workgroup to run queries in (queries)"
  value       = aws_athena_workgroup.queries.name
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

output "stream_stream_name" {
  description = "Name of the stream (stream)"
  value       = aws_kinesis_stream.stream.name
}

output "processor_function_name" {
  description = "Name of the function (processor)"
  value       = aws_lambda_function.processor.function_name
}

output "store_table_name" {
  description = "Name of the table (store)"
  value       = aws_dynamodb_table.store.name
}

output "delivery_stream_name" {
  description = "Name of the delivery stream (delivery)"
  value       = aws_kinesis_firehose_delivery_stream.delivery.name
}

output "archive_bucket_name" {
  description = "Name of the bucket (archive)"
  value       = aws_s3_bucket.archive.bucket
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

# jobs hands its messages to the function in batches (processor)
resource "aws_lambda_event_source_mapping" "jobs_to_processor" {
  event_source_arn        = aws_sqs_queue.jobs.arn
  function_name           = aws_lambda_function.processor.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 10
  }

  depends_on = [aws_iam_role_policy.processor_execution]
}

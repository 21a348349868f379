# queue hands its messages to the function in batches, in order by group (consumer)
resource "aws_lambda_event_source_mapping" "queue_to_consumer" {
  event_source_arn        = aws_sqs_queue.queue.arn
  function_name           = aws_lambda_function.consumer.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 10
  }

  depends_on = [aws_iam_role_policy.consumer_execution]
}

# stream hands its records to the function in batches, in order by key (processor)
resource "aws_lambda_event_source_mapping" "stream_to_processor" {
  event_source_arn                   = aws_kinesis_stream.stream.arn
  function_name                      = aws_lambda_function.processor.arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 100
  maximum_batching_window_in_seconds = 1
  maximum_retry_attempts             = 10
  bisect_batch_on_function_error     = true
  function_response_types            = ["ReportBatchItemFailures"]

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.processor_failures.arn
    }
  }

  depends_on = [aws_iam_role_policy.processor_execution]
}

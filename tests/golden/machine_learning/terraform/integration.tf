# Retraining schedule: Trains anew on recent data, without a person.
resource "aws_scheduler_schedule_group" "schedule" {
  name = "${local.name_prefix}-schedule"
}

resource "aws_scheduler_schedule" "schedule_to_training" {
  name                         = "schedule-to-training"
  group_name                   = aws_scheduler_schedule_group.schedule.name
  description                  = "Retraining schedule"
  schedule_expression          = "cron(0 3 ? * MON *)"
  schedule_expression_timezone = "UTC"
  state                        = "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_sagemaker_pipeline.training.arn
    role_arn = aws_iam_role.schedule_target.arn

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
  }
}

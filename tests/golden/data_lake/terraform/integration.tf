# Curation schedule: Starts the work on what came in, without a person.
resource "aws_scheduler_schedule_group" "schedule" {
  name = "${local.name_prefix}-schedule"
}

resource "aws_scheduler_schedule" "schedule_to_etl" {
  name                         = "schedule-to-etl"
  group_name                   = aws_scheduler_schedule_group.schedule.name
  description                  = "Curation schedule"
  schedule_expression          = "cron(0 3 * * ? *)"
  schedule_expression_timezone = "UTC"
  state                        = "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${data.aws_partition.current.partition}:scheduler:::aws-sdk:glue:startJobRun"
    role_arn = aws_iam_role.schedule_target.arn
    input = jsonencode({
      JobName = aws_glue_job.etl.name
    })

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
  }
}

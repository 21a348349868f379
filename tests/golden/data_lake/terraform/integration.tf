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

# Alerts: Carries alarms to the people who answer them.
resource "aws_sns_topic" "alerts" {
  name         = "${local.name_prefix}-alerts"
  display_name = "Alerts"
  # AWS services that publish here cannot use the key alias/aws/sns; connect a key of your own to encrypt at rest.
}

resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.alerts.arn
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      {
        Sid    = "AlarmToAlerts"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.alerts.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
      },
    ]
  })
}

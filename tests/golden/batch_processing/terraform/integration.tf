# Schedule: Starts the work at its time.
resource "aws_scheduler_schedule_group" "schedule" {
  name = "${local.name_prefix}-schedule"
}

resource "aws_scheduler_schedule" "schedule_to_compute" {
  name                         = "schedule-to-compute"
  group_name                   = aws_scheduler_schedule_group.schedule.name
  description                  = "Schedule"
  schedule_expression          = "cron(0 3 * * ? *)"
  schedule_expression_timezone = "UTC"
  state                        = "ENABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${data.aws_partition.current.partition}:scheduler:::aws-sdk:batch:submitJob"
    role_arn = aws_iam_role.schedule_target.arn
    input = jsonencode({
      JobName       = "schedule"
      JobQueue      = aws_batch_job_queue.compute.arn
      JobDefinition = aws_batch_job_definition.compute.arn
    })

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
  }
}

# Notifications: Tells that work is done or has failed.
resource "aws_sns_topic" "notifications" {
  name         = "${local.name_prefix}-notifications"
  display_name = "Notifications"
  # AWS services that publish here cannot use the key alias/aws/sns; connect a key of your own to encrypt at rest.
}

resource "aws_sns_topic_policy" "notifications" {
  arn = aws_sns_topic.notifications.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyOverTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.notifications.arn
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      {
        Sid    = "AlarmToNotifications"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = aws_sns_topic.notifications.arn
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = data.aws_caller_identity.current.account_id
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "notifications" {
  count     = var.notifications_address == "" ? 0 : 1
  topic_arn = aws_sns_topic.notifications.arn
  protocol  = "email"
  endpoint  = var.notifications_address
}

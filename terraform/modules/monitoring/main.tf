# Logs for a week, and who is told of alarms. Figures come out of the logs: jobs/metrics writes them there in CloudWatch's own format.

locals {
  installation = { environment = var.environment } # installations may share an account
}

resource "aws_cloudwatch_log_group" "main" {
  # checkov:skip=CKV_AWS_158: encrypted by CloudWatch's own key; logs hold no secrets (jobs/logs.py masks them)
  # checkov:skip=CKV_AWS_338: kept for a week on purpose
  for_each = toset(["web", "live", "mcp", "chores", "worker"])

  name              = "/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
}

resource "aws_sns_topic" "alarms" {
  # checkov:skip=CKV_AWS_26: alarms name no customer; CloudWatch cannot use AWS's key for SNS, and a key of ours costs
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.email
}

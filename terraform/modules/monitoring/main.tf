# Logs for a week, and alarms by mail. Ten alarms cost nothing; the small size has no more than these.

locals {
  alarms = merge(
    {
      errors = {
        description = "More than 5 % of the API's answers are errors of ours."
        metrics = {
          errors   = { namespace = "Groundplan", name = "${var.name}-errors", statistic = "Sum", dimensions = {} }
          requests = { namespace = "Groundplan", name = "${var.name}-requests", statistic = "Sum", dimensions = {} }
        }
        expression = "IF(requests > 20, 100 * errors / requests, 0)" # one error at night is no rate
        threshold  = 5
        periods    = 2
      }
      slow = {
        description = "One of twenty answers takes longer than 15 s."
        metrics     = { slow = { namespace = "Groundplan", name = "${var.name}-seconds", statistic = "p95", dimensions = {} } }
        expression  = null
        threshold   = 15
        periods     = 2
      }
      connections = {
        description = "More than four fifths of the database's connections are in use."
        metrics = { connections = {
          namespace = "AWS/RDS", name = "DatabaseConnections", statistic = "Maximum", dimensions = { DBInstanceIdentifier = var.database }
        } }
        expression = null
        threshold  = floor(var.database_connections * 0.8)
        periods    = 2
      }
      storage = {
        description = "The database's disk is nearly full, and grows no further."
        metrics = { storage = {
          namespace = "AWS/RDS", name = "FreeStorageSpace", statistic = "Minimum", dimensions = { DBInstanceIdentifier = var.database }
        } }
        expression = "IF(storage < 2000000000, 1, 0)"
        threshold  = 0
        periods    = 2
      }
      worker = {
        description = "The worker fails, or is throttled."
        metrics = {
          failures  = { namespace = "AWS/Lambda", name = "Errors", statistic = "Sum", dimensions = { FunctionName = var.worker_function } }
          throttles = { namespace = "AWS/Lambda", name = "Throttles", statistic = "Sum", dimensions = { FunctionName = var.worker_function } }
        }
        expression = "failures + throttles"
        threshold  = 5
        periods    = 2
      }
    },
    { for name, alarm in {
      machine = {
        description = "The machine does not answer AWS's own checks."
        metrics = { machine = {
          namespace = "AWS/EC2", name = "StatusCheckFailed", statistic = "Maximum", dimensions = { InstanceId = var.instance_id }
        } }
        expression = null
        threshold  = 0
        periods    = 2
      }
      credits = {
        description = "The machine has used up its processor credits, and is slow."
        metrics = { credits = {
          namespace = "AWS/EC2", name = "CPUCreditBalance", statistic = "Minimum", dimensions = { InstanceId = var.instance_id }
        } }
        expression = "IF(credits < 10, 1, 0)"
        threshold  = 0
        periods    = 3
      }
    } : name => alarm if var.size == "instance" },
    { for name, alarm in {
      hosts = {
        description = "The load balancer itself answers with errors: no task is healthy."
        metrics = { hosts = {
          namespace = "AWS/ApplicationELB", name = "HTTPCode_ELB_5XX_Count", statistic = "Sum", dimensions = { LoadBalancer = var.load_balancer }
        } }
        expression = null
        threshold  = 10
        periods    = 2
      }
    } : name => alarm if var.size == "fargate" },
  )
}

resource "aws_cloudwatch_log_group" "main" {
  # checkov:skip=CKV_AWS_158: encrypted by CloudWatch's own key; logs hold no secrets (jobs/logs.py masks them)
  # checkov:skip=CKV_AWS_338: kept for a week on purpose
  for_each = toset(["web", "live", "mcp", "chores", "worker"])

  name              = "/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
}

# web/access_log.py writes a line for each request; these are what the alarms count.
resource "aws_cloudwatch_log_metric_filter" "requests" {
  for_each = {
    requests = { pattern = "{ $.action = \"web.request\" }", value = "1" }
    errors   = { pattern = "{ $.action = \"web.request\" && $.status >= 500 }", value = "1" }
    seconds  = { pattern = "{ $.action = \"web.request\" }", value = "$.seconds" }
  }

  name           = "${var.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.main["web"].name
  pattern        = each.value.pattern

  metric_transformation {
    namespace = "Groundplan"
    name      = "${var.name}-${each.key}"
    value     = each.value.value
  }
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

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]

  dynamic "metric_query" {
    for_each = each.value.metrics

    content {
      id          = metric_query.key
      return_data = each.value.expression == null

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        stat        = metric_query.value.statistic
        period      = 300
      }
    }
  }

  dynamic "metric_query" {
    for_each = each.value.expression == null ? [] : [each.value.expression]

    content {
      id          = "result"
      label       = each.value.description
      expression  = metric_query.value
      return_data = true
    }
  }
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [for n, widget in [
      { title = "Requests and errors", stat = "Sum", metrics = [["Groundplan", "${var.name}-requests"], ["Groundplan", "${var.name}-errors"]] },
      { title = "Seconds of an answer", stat = "p95", metrics = [["Groundplan", "${var.name}-seconds"]] },
      { title = "Jobs waiting, and the oldest of them", stat = "Maximum", metrics = [
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.queue],
        ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", var.queue],
      ] },
      { title = "Worker", stat = "Sum", metrics = [
        ["AWS/Lambda", "Invocations", "FunctionName", var.worker_function],
        ["AWS/Lambda", "Errors", "FunctionName", var.worker_function],
        ["AWS/Lambda", "Throttles", "FunctionName", var.worker_function],
      ] },
      { title = "Milliseconds of a job", stat = "p95", metrics = [["AWS/Lambda", "Duration", "FunctionName", var.worker_function]] },
      { title = "Database", stat = "Maximum", metrics = [
        ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", var.database],
        ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", var.database],
      ] },
      ] : {
      type   = "metric"
      x      = n % 2 * 12
      y      = floor(n / 2) * 6
      width  = 12
      height = 6
      properties = {
        title   = widget.title
        stat    = widget.stat
        metrics = widget.metrics
        period  = 300
        region  = var.region
        view    = "timeSeries"
      }
    }]
  })
}

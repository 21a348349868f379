# Alarms by mail. The first ten metrics of alarms cost nothing, each further one 10 cents. docs/runbook.md says what to do.

locals {
  ours = { for name, metric in {
    requests = { name = "http_requests", statistic = "Sum" }
    errors   = { name = "http_errors", statistic = "Sum" }
    seconds  = { name = "http_request_seconds", statistic = "p95" }
    late     = { name = "chores_late", statistic = "Maximum" }
  } : name => merge(metric, { namespace = "Groundplan", dimensions = local.installation }) }

  # `missing`: what it means that nobody measures.
  alarms = merge(
    {
      errors = {
        description = "More than 5 % of the API's answers are errors of ours."
        metrics     = { errors = local.ours.errors, requests = local.ours.requests }
        expression  = "IF(requests > 20, 100 * FILL(errors, 0) / requests, 0)" # one error at night is no rate
        threshold   = 5
        periods     = 2
        missing     = "notBreaching"
      }
      slow = {
        description = "One of twenty answers takes longer than 15 s."
        metrics     = { slow = local.ours.seconds }
        expression  = null
        threshold   = 15
        periods     = 2
        missing     = "notBreaching"
      }
      chores = {
        description = "A chore is late, or nobody says that none is: mails, files or lost jobs wait."
        metrics     = { late = local.ours.late }
        expression  = null
        threshold   = 0
        periods     = 2
        missing     = "breaching" # who would tell of late chores may be what ended
      }
      connections = {
        description = "More than four fifths of the database's connections are in use."
        metrics = { connections = {
          namespace = "AWS/RDS", name = "DatabaseConnections", statistic = "Maximum", dimensions = { DBInstanceIdentifier = var.database }
        } }
        expression = null
        threshold  = floor(var.database_connections * 0.8)
        periods    = 2
        missing    = "notBreaching"
      }
      storage = {
        description = "The database's disk is nearly full, and grows no further."
        metrics = { storage = {
          namespace = "AWS/RDS", name = "FreeStorageSpace", statistic = "Minimum", dimensions = { DBInstanceIdentifier = var.database }
        } }
        expression = "IF(storage < 2000000000, 1, 0)"
        threshold  = 0
        periods    = 2
        missing    = "notBreaching"
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
        missing    = "notBreaching"
      }
    },
    { for name, alarm in {
      machine = {
        description = "The machine does not answer AWS's own checks, or is gone."
        metrics = { machine = {
          namespace = "AWS/EC2", name = "StatusCheckFailed", statistic = "Maximum", dimensions = { InstanceId = var.instance_id }
        } }
        expression = null
        threshold  = 0
        periods    = 2
        missing    = "breaching"
      }
      credits = {
        description = "The machine has used up its processor credits, and is slow."
        metrics = { credits = {
          namespace = "AWS/EC2", name = "CPUCreditBalance", statistic = "Minimum", dimensions = { InstanceId = var.instance_id }
        } }
        expression = "IF(credits < 10, 1, 0)"
        threshold  = 0
        periods    = 3
        missing    = "notBreaching"
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
        missing    = "notBreaching"
      }
    } : name => alarm if var.size == "fargate" },
    { for name, alarm in {
      function = {
        description = "API Gateway answers with errors: the function fails, or there are more requests than it may take at once."
        metrics     = { function = { namespace = "AWS/ApiGateway", name = "5xx", statistic = "Sum", dimensions = { ApiId = var.api_id } } }
        expression  = null
        threshold   = 10
        periods     = 2
        missing     = "notBreaching"
      }
    } : name => alarm if var.size == "lambda" },
  )
}

resource "aws_cloudwatch_metric_alarm" "main" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  treat_missing_data  = each.value.missing
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

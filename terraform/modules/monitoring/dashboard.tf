# One page of figures, and three tables that are asked of the logs when somebody opens it.

locals {
  dimension = ["environment", var.environment]

  charts = concat(
    [
      { title = "Requests and errors", stat = "Sum", metrics = [
        concat(["Groundplan", "http_requests"], local.dimension),
        concat(["Groundplan", "http_errors"], local.dimension),
      ] },
      { title = "Seconds of an answer, 95 of 100", stat = "p95", metrics = [concat(["Groundplan", "http_request_seconds"], local.dimension)] },
      { title = "Jobs ended, and failed", stat = "Sum", metrics = [
        concat(["Groundplan", "jobs_ended"], local.dimension),
        concat(["Groundplan", "jobs_failed"], local.dimension),
      ] },
      { title = "Seconds of a job, 95 of 100", stat = "p95", metrics = [concat(["Groundplan", "job_seconds"], local.dimension)] },
      { title = "Messages that wait, and dead letters", stat = "Maximum", metrics = [
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.queue],
        ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", var.dead_letters],
      ] },
      { title = "Seconds that the oldest job has waited", stat = "Maximum", metrics = [
        concat(["Groundplan", "queue_age_seconds"], local.dimension),
        ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", var.queue],
      ] },
      { title = "Worker", stat = "Sum", metrics = [
        ["AWS/Lambda", "Invocations", "FunctionName", var.worker_function],
        ["AWS/Lambda", "Errors", "FunctionName", var.worker_function],
        ["AWS/Lambda", "Throttles", "FunctionName", var.worker_function],
      ] },
      { title = "Late chores", stat = "Maximum", metrics = [concat(["Groundplan", "chores_late"], local.dimension)] },
      { title = "Database: connections, processor", stat = "Maximum", metrics = [
        ["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", var.database],
        ["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", var.database],
      ] },
      { title = "Database: seconds of a read and a write", stat = "Average", metrics = [
        ["AWS/RDS", "ReadLatency", "DBInstanceIdentifier", var.database],
        ["AWS/RDS", "WriteLatency", "DBInstanceIdentifier", var.database],
      ] },
    ],
    [for chart in [
      { title = "Machine: processor and its credits", stat = "Average", metrics = [
        ["AWS/EC2", "CPUUtilization", "InstanceId", var.instance_id],
        ["AWS/EC2", "CPUCreditBalance", "InstanceId", var.instance_id],
      ] },
      { title = "Machine: memory and disk in use, %", stat = "Maximum", metrics = [
        ["Groundplan", "mem_used_percent", "InstanceId", var.instance_id],
        ["Groundplan", "disk_used_percent", "InstanceId", var.instance_id, "path", "/", "fstype", "xfs"],
      ] },
    ] : chart if var.size == "instance"],
  )

  # Figures with labels stay in the logs, since CloudWatch is paid for each combination of them.
  tables = [
    { title = "Routes, slowest first", groups = ["web"], query = "filter action = 'web.request' | stats count(*) as answers, pct(seconds, 95) as p95, sum(status >= 500) as errors by endpoint | sort p95 desc | limit 15" },
    { title = "What people do", groups = ["web"], query = "filter ispresent(user_actions) | stats sum(user_actions) as times by action | sort times desc | limit 15" },
    { title = "Answers of MCP servers that were at hand", groups = ["worker"], query = "filter ispresent(tool_cache_lookups) | stats sum(tool_cache_lookups) as lookups by server, result" },
  ]

  widgets = concat(
    [for chart in local.charts : { type = "metric", properties = {
      title   = chart.title
      stat    = chart.stat
      metrics = chart.metrics
      period  = 300
      region  = var.region
      view    = "timeSeries"
    } }],
    [for table in local.tables : { type = "log", properties = {
      title  = table.title
      query  = join(" | ", concat([for group in table.groups : "SOURCE '${aws_cloudwatch_log_group.main[group].name}'"], [table.query]))
      region = var.region
      view   = "table"
    } }],
  )
}

resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = [for n, widget in local.widgets : merge({
    x      = n % 2 * 12
    y      = floor(n / 2) * 6
    width  = 12
    height = 6
  }, widget)] })
}

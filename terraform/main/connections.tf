# Who may hold how many of the database's connections, so that all together stay below the alarm at four fifths of them.

locals {
  # How many RDS gives by default: memory in bytes / 9531392.
  database_connections = lookup({ micro = 112, small = 225, medium = 450, large = 901 }, reverse(split(".", var.database_class))[0], 1800)

  connections_of_worker = 4 * var.worker_concurrency # each of its containers has one job
  connections_of_chores = 6                          # jobs/chores: two each for chores and exports, one each for webhooks and the watch
  connections_for_web   = floor(0.8 * local.database_connections) - local.connections_of_worker - local.connections_of_chores

  # A machine and a task have web processes, each with four more for staff (web/services.py), one process for sockets and one for MCP.
  web_processes = local.is_fargate ? max(1, floor(var.fargate.cpu / 512)) : 1
  web_hosts     = local.is_fargate ? var.fargate.maximum : 1
  web_share     = floor((local.connections_for_web / local.web_hosts - 4 * local.web_processes) / (local.web_processes + 2))

  # A function answers one request at a time.
  connections_of_web = local.is_function ? 2 : min(10, local.web_share)
}

output "database_connections" {
  description = "How many the database takes, and how many a process of the web tier may hold."
  value       = { database = local.database_connections, web = local.connections_of_web }

  precondition {
    condition     = local.is_function ? 2 * var.web_concurrency <= local.connections_for_web : local.web_share >= 2
    error_message = "A database of class ${var.database_class} takes ${local.database_connections} connections, and worker and web tier want more than four fifths of them: take a larger database_class, a lower worker_concurrency, or a lower ${local.is_function ? "web_concurrency" : "fargate.maximum"}."
  }
}

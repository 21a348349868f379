output "url" {
  description = "Where people go."
  value       = "https://${var.domain}"
}

output "dns_records" {
  description = "Records to make where the domain's zone is not Route 53's."
  value       = [for record in concat(module.cdn.dns_records, module.mail.dns_records) : record if var.zone_id == null]
}

output "settings" {
  description = "The settings that are no secrets, by part: what tests run the application with."
  value       = local.settings
}

output "parameters_path" {
  description = "Path of all settings in Systems Manager."
  value       = local.parameters_path
}

output "secret_names" {
  description = "The parameters that `make secrets` fills."
  value       = module.secrets.secret_names
}

output "database_address" {
  description = "Host, port and database."
  value       = local.settings.migrate.DATABASE_ADDRESS
}

output "redis" {
  description = "Where Redis is; on a machine of ours a password is put into it."
  value       = local.is_instance ? "redis://${local.instance_ip}:6379/0" : module.cache[0].url
}

output "buckets" {
  description = "artifacts, frontend, releases."
  value = {
    artifacts = module.storage.artifacts.name
    frontend  = module.storage.frontend.name
    releases  = module.storage.releases.name
  }
}

output "distribution_id" {
  description = "The CloudFront distribution."
  value       = module.cdn.distribution_id
}

output "server_paths" {
  description = "The paths that CloudFront sends to the web tier."
  value       = module.cdn.server_paths
}

output "worker_function_name" {
  description = "The Lambda function that works the queue off; the queue calls its alias `live`."
  value       = module.worker.function_name
}

output "role_names" {
  description = "By role."
  value       = module.identity.role_names
}

output "web" {
  description = "What a release of the web tier is done with: machine and command, or cluster and registry, or function."
  value = {
    instance_id     = module.web.instance_id
    deploy_document = module.web.deploy_document
    cluster         = module.web.cluster
    repository_url  = module.web.repository_url
    function_name   = module.web.function_name
  }
}

output "task_network" {
  description = "Where tasks are started: a migration needs it."
  value = {
    subnets        = module.network.private_subnet_ids
    security_group = module.network.security_group_ids["web"]
  }
}

output "events_topic_arn" {
  description = "The topic that our own address is subscribed to for mail that came back."
  value       = module.mail.events_topic_arn
}

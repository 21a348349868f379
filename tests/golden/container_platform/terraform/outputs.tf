output "cluster_cluster_name" {
  description = "The cluster, by the name that `aws eks update-kubeconfig` takes. (cluster)"
  value       = aws_eks_cluster.cluster.name
}

output "cluster_settings_parameter" {
  description = "Parameter with addresses and names of what the workload is connected to, as JSON. (cluster)"
  value       = aws_ssm_parameter.cluster_settings.name
}

output "load_balancer_url" {
  description = "Where the load balancer answers. (load_balancer)"
  value       = "${var.load_balancer_certificate_arn == "" ? "http" : "https"}://${var.load_balancer_domain_name == "" ? aws_lb.load_balancer.dns_name : var.load_balancer_domain_name}"
}

output "registry_repository_url" {
  description = "Where to push the container image. (registry)"
  value       = aws_ecr_repository.registry.repository_url
}

output "secrets_secret_arn" {
  description = "The secret, by ARN. (secrets)"
  value       = aws_secretsmanager_secret.secrets.arn
}

output "database_host" {
  description = "Address of the writer, inside the network. (database)"
  value       = aws_rds_cluster.database.endpoint
}

output "database_reader_host" {
  description = "Address of the readers, inside the network. (database)"
  value       = aws_rds_cluster.database.reader_endpoint
}

output "database_secret_arn" {
  description = "Secret with the database's user and password. (database)"
  value       = aws_rds_cluster.database.master_user_secret[0].secret_arn
}

output "cache_host" {
  description = "Address of the primary node, inside the network; TLS on port 6379. (cache)"
  value       = aws_elasticache_replication_group.cache.primary_endpoint_address
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

output "metrics_endpoint" {
  description = "Address for remote write and queries (metrics)"
  value       = aws_prometheus_workspace.metrics.prometheus_endpoint
}

output "grafana_url" {
  description = "Address of the workspace (grafana)"
  value       = "https://${aws_grafana_workspace.grafana.endpoint}"
}

output "cdn_url" {
  description = "Address of the site (cdn)"
  value       = "https://${aws_cloudfront_distribution.cdn.domain_name}"
}

output "cdn_distribution_id" {
  description = "For invalidations after new files were uploaded (cdn)"
  value       = aws_cloudfront_distribution.cdn.id
}

output "service_cluster" {
  description = "ECS cluster of the service. (service)"
  value       = aws_ecs_cluster.service.name
}

output "service_service" {
  description = "ECS service. (service)"
  value       = aws_ecs_service.service.name
}

output "load_balancer_url" {
  description = "Where the load balancer answers. (load_balancer)"
  value       = "${var.load_balancer_certificate_arn == "" ? "http" : "https"}://${var.load_balancer_domain_name == "" ? aws_lb.load_balancer.dns_name : var.load_balancer_domain_name}"
}

output "firewall_web_acl_arn" {
  description = "The web ACL, by ARN. (firewall)"
  value       = aws_wafv2_web_acl.firewall.arn
}

output "database_host" {
  description = "Address of the database, inside the network. (database)"
  value       = aws_db_instance.database.address
}

output "database_secret_arn" {
  description = "Secret with the database's user and password. (database)"
  value       = try(aws_db_instance.database.master_user_secret[0].secret_arn, "arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:rds!db-*")
}

output "cache_host" {
  description = "Address of the primary node, inside the network; TLS on port 6379. (cache)"
  value       = aws_elasticache_replication_group.cache.primary_endpoint_address
}

output "files_bucket_name" {
  description = "Name of the bucket (files)"
  value       = aws_s3_bucket.files.bucket
}

output "secrets_secret_arn" {
  description = "The secret, by ARN. (secrets)"
  value       = aws_secretsmanager_secret.secrets.arn
}

output "registry_repository_url" {
  description = "Where to push the container image. (registry)"
  value       = aws_ecr_repository.registry.repository_url
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

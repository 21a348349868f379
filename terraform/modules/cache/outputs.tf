output "url" {
  description = "REDIS_URL: no secret is in it."
  value       = "rediss://${aws_elasticache_replication_group.main.primary_endpoint_address}:6379/0"
}

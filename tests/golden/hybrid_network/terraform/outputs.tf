output "line_connection_id" {
  description = "The line; the letter of authorization for the cross connect is downloaded with this id. (line)"
  value       = aws_dx_connection.line.id
}

output "vpn_connection_id" {
  description = "The connection; its configuration for the router is downloaded with this id. (vpn)"
  value       = aws_vpn_connection.vpn.id
}

output "transit_gateway_id" {
  description = "The gateway; other networks and accounts attach to it. (transit)"
  value       = aws_ec2_transit_gateway.transit.id
}

output "servers_instance_id" {
  description = "The server, by the id that `aws ssm start-session --target` takes to open a shell. (servers)"
  value       = aws_instance.servers.id
}

output "database_host" {
  description = "Address of the database, inside the network. (database)"
  value       = aws_db_instance.database.address
}

output "database_secret_arn" {
  description = "Secret with the database's user and password. (database)"
  value       = try(aws_db_instance.database.master_user_secret[0].secret_arn, "arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:rds!db-*")
}

output "alerts_arn" {
  description = "ARN of the topic (alerts)"
  value       = aws_sns_topic.alerts.arn
}

output "backups_vault_arn" {
  description = "Where the backups are. (backups)"
  value       = aws_backup_vault.backups.arn
}

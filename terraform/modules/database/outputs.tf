output "address" {
  description = "Host and port."
  value       = aws_db_instance.main.endpoint
}

output "identifier" {
  description = "Identifier of the instance."
  value       = aws_db_instance.main.identifier
}

output "database" {
  description = "Name of the database."
  value       = aws_db_instance.main.db_name
}

output "owner_secret_arn" {
  description = "The secret that holds the owner's name and password."
  value       = aws_db_instance.main.master_user_secret[0].secret_arn
}

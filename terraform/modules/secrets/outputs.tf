output "secret_names" {
  description = "The parameters that `make secrets` fills."
  value       = sort([for one in aws_ssm_parameter.secret : one.name])
}

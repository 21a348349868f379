output "distribution_id" {
  description = "The distribution, for invalidations."
  value       = aws_cloudfront_distribution.main.id
}

output "domain_name" {
  description = "What the domain points to."
  value       = aws_cloudfront_distribution.main.domain_name
}

output "server_paths" {
  description = "The paths that go to the web tier."
  value       = local.server_paths
}

output "dns_records" {
  description = "The records of the certificate and of the address, for a zone that is kept elsewhere."
  value = [
    local.proof,
    { name = var.domain, type = "CNAME", value = aws_cloudfront_distribution.main.domain_name },
  ]
}

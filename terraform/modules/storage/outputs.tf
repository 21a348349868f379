output "artifacts" {
  description = "The bucket of bundles."
  value       = { name = module.artifacts.name, arn = module.artifacts.arn }
}

output "frontend" {
  description = "The bucket of pages."
  value       = { name = module.frontend.name, arn = module.frontend.arn, domain_name = module.frontend.domain_name }
}

output "releases" {
  description = "The bucket of packages and release archives."
  value       = { name = module.releases.name, arn = module.releases.arn }
}

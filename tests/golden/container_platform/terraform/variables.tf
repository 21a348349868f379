variable "region" {
  description = "AWS region to deploy into"
  type        = string
  default     = "us-east-1"
}

variable "project" {
  description = "First part of every name"
  type        = string
  default     = "kubernetes"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,19}$", var.project))
    error_message = "Lower-case letters, digits and hyphens, 2 to 20 characters, a letter first."
  }
}

variable "environment" {
  description = "Second part of every name: production, staging"
  type        = string
  default     = "production"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,11}$", var.environment))
    error_message = "Lower-case letters and digits, at most 12 characters, a letter first."
  }
}

variable "network_nat_gateways" {
  description = "Way out for the private subnets of network: none, single (one for all zones) or per_az (one in each)"
  type        = string
  default     = "single"

  validation {
    condition     = contains(["none", "single", "per_az"], var.network_nat_gateways)
    error_message = "One of none, single, per_az."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete load balancers, databases, user pools and what backups and registries hold"
  type        = bool
  default     = true
}

variable "load_balancer_certificate_arn" {
  description = "ACM certificate for HTTPS; without one the load balancer speaks HTTP only"
  type        = string
  default     = ""
}

variable "load_balancer_domain_name" {
  description = "Domain name of that certificate, pointing to the load balancer"
  type        = string
  default     = ""
}

variable "database_minimum_capacity" {
  description = "Never smaller than this; one unit is about 2 GiB of memory, in ACU (database)"
  type        = number
  default     = 0.5

  validation {
    condition     = var.database_minimum_capacity >= 0.5 && var.database_minimum_capacity <= 256
    error_message = "A number of at least 0.5 and of at most 256."
  }
}

variable "cache_node_type" {
  description = "Size of each node (cache)"
  type        = string
  default     = "cache.t4g.small"

  validation {
    condition = contains([
      "cache.t4g.micro",
      "cache.t4g.small",
      "cache.t4g.medium",
      "cache.m7g.large",
      "cache.r7g.large",
    ], var.cache_node_type)
    error_message = "One of cache.t4g.micro, cache.t4g.small, cache.t4g.medium, cache.m7g.large, cache.r7g.large."
  }
}

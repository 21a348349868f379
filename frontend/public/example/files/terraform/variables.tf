variable "region" {
  description = "AWS region to deploy into"
  type        = string
  default     = "eu-central-1"
}

variable "project" {
  description = "First part of every name"
  type        = string
  default     = "web-shop-containers"

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
  default     = "per_az"

  validation {
    condition     = contains(["none", "single", "per_az"], var.network_nat_gateways)
    error_message = "One of none, single, per_az."
  }
}

variable "service_image" {
  description = "Container image of service: the starter image until yours is pushed"
  type        = string
  default     = "public.ecr.aws/nginx/nginx:stable-alpine"
}

variable "service_autoscaling" {
  description = "Let service follow the load between its minimum and maximum number of tasks"
  type        = bool
  default     = true
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

variable "service_desired_count" {
  description = "Tasks at the start; one in each of two zones, in tasks (service)"
  type        = number
  default     = 2

  validation {
    condition     = var.service_desired_count >= 0 && var.service_desired_count <= 1000 && floor(var.service_desired_count) == var.service_desired_count
    error_message = "A whole number of at least 0 and of at most 1000."
  }
}

variable "database_instance_class" {
  description = "Size of the server (database)"
  type        = string
  default     = "db.t4g.small"

  validation {
    condition = contains([
      "db.t4g.micro",
      "db.t4g.small",
      "db.t4g.medium",
      "db.t4g.large",
      "db.m7g.large",
      "db.m7g.xlarge",
      "db.r7g.large",
      "db.r7g.xlarge",
      "db.t3.small",
      "db.t3.medium",
      "db.t3.xlarge",
      "db.m5.large",
      "db.m5.xlarge",
      "db.m6i.large",
      "db.m6i.xlarge",
      "db.m6i.2xlarge",
    ], var.database_instance_class)
    error_message = "One of db.t4g.micro, db.t4g.small, db.t4g.medium, db.t4g.large, db.m7g.large, db.m7g.xlarge, db.r7g.large, db.r7g.xlarge, db.t3.small, db.t3.medium, db.t3.xlarge, db.m5.large, db.m5.xlarge, db.m6i.large, db.m6i.xlarge, db.m6i.2xlarge."
  }
}

variable "database_backup_retention_days" {
  description = "Any second of so many days can be restored, in days (database)"
  type        = number
  default     = 14

  validation {
    condition     = var.database_backup_retention_days >= 1 && var.database_backup_retention_days <= 35 && floor(var.database_backup_retention_days) == var.database_backup_retention_days
    error_message = "A whole number of at least 1 and of at most 35."
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

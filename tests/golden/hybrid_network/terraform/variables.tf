variable "region" {
  description = "AWS region to deploy into"
  type        = string
  default     = "us-east-1"
}

variable "project" {
  description = "First part of every name"
  type        = string
  default     = "hybrid-cloud"

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

variable "line_location" {
  description = "Direct Connect location of line: aws directconnect describe-locations"
  type        = string
  default     = "EqDC2"
}

variable "line_is_up" {
  description = "The cross connect of line is made and the connection available: only then virtual interfaces can be made"
  type        = bool
  default     = false
}

variable "vpn_customer_ip" {
  description = "Public address of the router on your premises, for vpn"
  type        = string
  default     = "203.0.113.10"
}

variable "deletion_protection" {
  description = "Refuse to delete load balancers, databases, user pools and what backups and registries hold"
  type        = bool
  default     = true
}

variable "database_instance_class" {
  description = "Size of the server (database)"
  type        = string
  default     = "db.m6i.large"

  validation {
    condition = contains([
      "db.t3.xlarge",
      "db.m5.large",
      "db.m5.xlarge",
      "db.m6i.large",
      "db.m6i.xlarge",
      "db.m6i.2xlarge",
    ], var.database_instance_class)
    error_message = "One of db.t3.xlarge, db.m5.large, db.m5.xlarge, db.m6i.large, db.m6i.xlarge, db.m6i.2xlarge."
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

variable "region" {
  description = "AWS region to deploy into"
  type        = string
  default     = "us-east-1"
}

variable "project" {
  description = "First part of every name"
  type        = string
  default     = "nightly-risk"

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

variable "compute_image" {
  description = "Container image of compute: the starter image until yours is pushed"
  type        = string
  default     = "public.ecr.aws/amazonlinux/amazonlinux:2023"
}

variable "deletion_protection" {
  description = "Refuse to delete load balancers, databases, user pools and what backups and registries hold"
  type        = bool
  default     = true
}

variable "notifications_address" {
  description = "Mail address that gets what is published to notifications; empty: nobody does"
  type        = string
  default     = ""

  validation {
    condition     = var.notifications_address == "" || can(regex("^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$", var.notifications_address))
    error_message = "A mail address, or empty."
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

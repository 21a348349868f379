variable "region" {
  description = "AWS region to deploy into"
  type        = string
  default     = "us-east-1"
}

variable "project" {
  description = "First part of every name"
  type        = string
  default     = "event-driven-order"

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

variable "intake_memory_mb" {
  description = "Memory; processor share grows with it, to one full core at 1769 MB, in MB (intake)"
  type        = number
  default     = 256

  validation {
    condition     = var.intake_memory_mb >= 128 && var.intake_memory_mb <= 10240 && floor(var.intake_memory_mb) == var.intake_memory_mb
    error_message = "A whole number of at least 128 and of at most 10240."
  }
}

variable "consumer_memory_mb" {
  description = "Memory; processor share grows with it, to one full core at 1769 MB, in MB (consumer)"
  type        = number
  default     = 256

  validation {
    condition     = var.consumer_memory_mb >= 128 && var.consumer_memory_mb <= 10240 && floor(var.consumer_memory_mb) == var.consumer_memory_mb
    error_message = "A whole number of at least 128 and of at most 10240."
  }
}

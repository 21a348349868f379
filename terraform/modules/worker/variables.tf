variable "name" {
  description = "Name of the function."
  type        = string
}

variable "package" {
  description = "Path of the zip that `make lambda` builds."
  type        = string
}

variable "releases_bucket" {
  description = "The bucket that the package goes through."
  type        = string
}

variable "runtime" {
  description = "Lambda runtime."
  type        = string
}

variable "memory_mb" {
  description = "Memory in MB; processor time grows with it, and cfn-lint wants both."
  type        = number

  validation {
    condition     = var.memory_mb >= 512 && var.memory_mb <= 10240
    error_message = "The worker has 512 to 10240 MB."
  }
}

variable "timeout_seconds" {
  description = "Lambda ends an invocation after this; longer than the job's own deadline."
  type        = number
}

variable "concurrency" {
  description = "Invocations at the same time at most, kept free for it; each holds a database connection or two."
  type        = number

  validation {
    condition     = var.concurrency >= 2
    error_message = "An event source mapping takes no maximum concurrency below 2."
  }
}

variable "settings" {
  description = "Environment variables of the function; no secrets."
  type        = map(string)
}

variable "network" {
  description = "Private subnets and security groups from which Postgres and Redis are reached."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
}

variable "queue_arn" {
  description = "The queue that is worked off."
  type        = string
}

variable "role_arn" {
  description = "What the worker may do."
  type        = string
}

variable "log_group_name" {
  description = "Where its logs go."
  type        = string
}

variable "name" {
  description = "Name of the function; its role and its package bucket begin with it."
  type        = string
}

variable "package" {
  description = "Path of the zip that `make lambda` builds."
  type        = string
}

variable "runtime" {
  description = "Lambda runtime."
  type        = string
}

variable "memory_mb" {
  description = "Memory in MB; processor time grows with it, and cfn-lint wants both."
  type        = number
  default     = 2048
}

variable "timeout_seconds" {
  description = "Lambda ends an invocation after this; longer than the job's own deadline."
  type        = number
}

variable "batch_size" {
  description = "Jobs handed to one invocation at most."
  type        = number
  default     = 1
}

variable "maximum_concurrency" {
  description = "Invocations at the same time at most."
  type        = number

  validation {
    condition     = var.maximum_concurrency >= 2
    error_message = "AWS allows no maximum concurrency below 2."
  }
}

variable "settings" {
  description = "Environment variables of the function."
  type        = map(string)
  sensitive   = true
}

variable "network" {
  description = "Subnets and security groups; null outside a VPC."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
}

variable "queue_arn" {
  description = "The queue that is worked off."
  type        = string
}

variable "artifacts_bucket_arn" {
  description = "The bucket that artifacts are written to."
  type        = string
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 30
}

variable "bedrock_models" {
  description = "ARNs of the Bedrock foundation models and inference profiles that the worker may ask; none without a language model."
  type        = list(string)
  default     = []
}

variable "region" {
  description = "AWS region, such as eu-central-1."
  type        = string
}

variable "environment" {
  description = "Name of this installation; part of every resource's name."
  type        = string
  default     = "production"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,11}$", var.environment))
    error_message = "The environment is 1 to 12 lower-case letters and digits, beginning with a letter."
  }
}

variable "worker_package" {
  description = "Path of the zip that `make lambda` builds."
  type        = string
}

variable "worker_runtime" {
  description = "Lambda runtime; its Python version is the one that the package was built for."
  type        = string
  default     = "python3.13"
}

variable "worker_settings" {
  description = "The worker's settings by their environment variables: DATABASE_URL, REDIS_URL and those of ARCHITECTURE.md that differ from the default."
  type        = map(string)
  sensitive   = true
}

variable "worker_network" {
  description = "Private subnets and security groups from which the worker reaches Postgres and Redis; null outside a VPC."
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  default = null
}

variable "worker_maximum_concurrency" {
  description = "Jobs that run at the same time at most; each holds one database connection."
  type        = number
  default     = 20
}

variable "job_deadline_seconds" {
  description = "A job that runs longer is ended; at most 840, since Lambda ends a function after 900."
  type        = number
  default     = 300

  validation {
    condition     = var.job_deadline_seconds >= 60 && var.job_deadline_seconds <= 840
    error_message = "The deadline is between 60 and 840 seconds."
  }
}

variable "artifact_retention_days" {
  description = "Days after which artifacts are deleted; the chores' own retention should not be longer."
  type        = number
  default     = 90
}

variable "alarm_topic_arn" {
  description = "SNS topic that is told of dead letters and of a queue that is not worked off; null for none."
  type        = string
  default     = null
}

variable "worker_bedrock_models" {
  description = "ARNs of the Bedrock foundation models and inference profiles that the worker may ask; set MODEL_PROVIDER=bedrock and MODEL_ID among its settings too."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.worker_bedrock_models : can(regex("^arn:aws[a-z-]*:bedrock:", arn))])
    error_message = "Each of worker_bedrock_models is an ARN that begins with arn:aws:bedrock:."
  }
}

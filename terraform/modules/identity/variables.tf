variable "name" {
  description = "How the roles' names begin."
  type        = string
}

variable "region" {
  description = "Region of everything that is named here."
  type        = string
}

variable "account_id" {
  description = "The account, twelve digits."
  type        = string
}

variable "roles" {
  description = "Role → who may take it, and the parts of statements.tf whose rights it has."
  type = map(object({
    service     = string
    description = string
    parts       = list(string)
  }))

  validation {
    condition = alltrue(flatten([for role in values(var.roles) : [
      for part in role.parts : contains(["worker", "web", "chores", "migrate", "machine", "function", "image"], part)
    ]]))
    error_message = "Parts are worker, web, chores, migrate, machine, function and image."
  }
}

variable "queue_arn" {
  description = "The queue of jobs."
  type        = string
}

variable "dead_letter_arn" {
  description = "The queue of messages that nobody could handle."
  type        = string
}

variable "artifacts_arn" {
  description = "The bucket of bundles."
  type        = string
}

variable "releases_arn" {
  description = "The bucket of release archives."
  type        = string
}

variable "repository_arns" {
  description = "The registry's repositories; none where no container runs."
  type        = list(string)
}

variable "log_group_arns" {
  description = "The log groups that are written to."
  type        = list(string)
}

variable "parameters_arn" {
  description = "ARN of the path of all settings, without a slash at its end."
  type        = string
}

variable "owner_secret_arn" {
  description = "The secret of the database's owner."
  type        = string
}

variable "mail_arns" {
  description = "The SES identity and configuration set that mail is sent with."
  type        = list(string)
}

variable "bedrock_models" {
  description = "ARNs of the Bedrock models that the worker may ask; none without a language model."
  type        = list(string)
}

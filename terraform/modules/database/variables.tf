variable "name" {
  description = "Identifier of the instance."
  type        = string
}

variable "postgres_version" {
  description = "Major version."
  type        = string
  default     = "17"
}

variable "instance_class" {
  description = "Class of the instance."
  type        = string

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "A database's class begins with db., such as db.t4g.micro."
  }
}

variable "storage_gb" {
  description = "Storage in GB; it may grow to five times of it by itself."
  type        = number

  validation {
    condition     = var.storage_gb >= 20
    error_message = "RDS gives 20 GB at least."
  }
}

variable "multi_az" {
  description = "With a standby in the second zone."
  type        = bool
}

variable "keep" {
  description = "Refuse to be destroyed, and leave a last snapshot."
  type        = bool
}

variable "subnet_ids" {
  description = "Private subnets in two zones."
  type        = list(string)
}

variable "security_group_id" {
  description = "Its security group."
  type        = string
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}

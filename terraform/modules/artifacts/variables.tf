variable "name_prefix" {
  description = "How the bucket's name begins; AWS adds what makes it unique."
  type        = string

  validation {
    condition     = length(var.name_prefix) <= 37
    error_message = "A bucket's name prefix has at most 37 characters."
  }
}

variable "retention_days" {
  description = "Days after which artifacts are deleted."
  type        = number
}

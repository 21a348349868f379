variable "name_prefix" {
  description = "How the bucket's name begins; AWS adds what makes it unique."
  type        = string

  validation {
    condition     = length(var.name_prefix) <= 37
    error_message = "A bucket's name prefix has at most 37 characters."
  }
}

variable "keep" {
  description = "Refuse to be destroyed while it holds files."
  type        = bool
}

variable "wants_tls" {
  description = "With a policy that wants TLS; false where another one with that in it is attached."
  type        = bool
  default     = true
}

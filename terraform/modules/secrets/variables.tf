variable "path" {
  description = "Path of all parameters, without a slash at its end."
  type        = string

  validation {
    condition     = can(regex("^(/[A-Za-z0-9_.-]+)+$", var.path))
    error_message = "A path is made of /names."
  }
}

variable "settings" {
  description = "Part → setting → value, for what is no secret."
  type        = map(map(string))
}

variable "secret_names" {
  description = "Part → the settings that are secrets."
  type        = map(list(string))
}

variable "name" {
  description = "How the buckets' names begin."
  type        = string
}

variable "retention_days" {
  description = "ARTIFACT_RETENTION_DAYS: days that artifacts are kept at most."
  type        = number

  validation {
    condition     = var.retention_days >= 1
    error_message = "Artifacts are kept for a day at least."
  }
}

variable "keep" {
  description = "Refuse to destroy artifacts."
  type        = bool
}

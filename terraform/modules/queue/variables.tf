variable "name" {
  description = "Name of the queue; the dead-letter queue has `-dead` after it."
  type        = string
}

variable "visibility_timeout_seconds" {
  description = "How long a message that was taken stays invisible; not less than the worker's timeout."
  type        = number
}

variable "maximum_receives" {
  description = "Deliveries after which a message that is never acknowledged becomes a dead letter: jobs/queue.py says why they are more than a job's attempts."
  type        = number
  default     = 10
}

variable "alarm_topic_arn" {
  description = "SNS topic for the alarms; null for none."
  type        = string
  default     = null
}

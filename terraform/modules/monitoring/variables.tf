variable "name" {
  description = "How everything here is called."
  type        = string
}

variable "environment" {
  description = "Name of the installation: the dimension of its own metrics."
  type        = string
}

variable "region" {
  description = "Region of the metrics."
  type        = string
}

variable "email" {
  description = "Who is told of alarms; AWS asks once whether that is wanted."
  type        = string
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
}

variable "database" {
  description = "Identifier of the database."
  type        = string
}

variable "database_connections" {
  description = "Connections that the database takes."
  type        = number
}

variable "queue" {
  description = "Name of the queue."
  type        = string
}

variable "dead_letters" {
  description = "Name of the dead-letter queue."
  type        = string
}

variable "worker_function" {
  description = "Name of the worker's function."
  type        = string
}

variable "size" {
  description = "Size of the web tier: each has alarms of its own."
  type        = string
}

variable "instance_id" {
  description = "The machine of size instance; null otherwise."
  type        = string
}

variable "load_balancer" {
  description = "The load balancer of size fargate; null otherwise."
  type        = string
}

variable "api_id" {
  description = "The HTTP API of size lambda; null otherwise."
  type        = string
}

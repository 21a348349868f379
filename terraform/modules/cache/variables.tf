variable "name" {
  description = "Name of the replication group."
  type        = string

  validation {
    condition     = length(var.name) <= 40
    error_message = "The name of a replication group has at most 40 characters."
  }
}

variable "node_type" {
  description = "Type of its nodes."
  type        = string
}

variable "nodes" {
  description = "Nodes; with two, one takes over when the other fails."
  type        = number

  validation {
    condition     = var.nodes >= 1 && var.nodes <= 6
    error_message = "There are 1 to 6 nodes."
  }
}

variable "subnet_ids" {
  description = "Private subnets."
  type        = list(string)
}

variable "security_group_id" {
  description = "Its security group."
  type        = string
}

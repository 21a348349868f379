variable "name" {
  description = "How everything here is called."
  type        = string

  validation {
    condition     = length(var.name) <= 27
    error_message = "A target group's name has at most 32 characters, and five of them are ours."
  }
}

variable "size" {
  description = "instance, fargate or lambda."
  type        = string

  validation {
    condition     = contains(["instance", "fargate", "lambda"], var.size)
    error_message = "The web tier comes as instance, fargate or lambda."
  }
}

variable "running" {
  description = "false until the secrets are filled and an image is there: then no task is started that could only fail."
  type        = bool
}

variable "region" {
  description = "Region of everything here."
  type        = string
}

variable "network" {
  description = "Where it stands."
  type = object({
    vpc_id                  = string
    cidr                    = string
    public_subnet_ids       = list(string)
    private_subnet_ids      = list(string)
    private_subnet_cidrs    = list(string)
    private_route_table_ids = list(string)
    security_group_ids      = map(string)
  })
}

variable "instance" {
  description = "Size instance: the machine's image (null: Amazon Linux 2023's newest), type, disk in GB and private address."
  type = object({
    image      = string
    type       = string
    disk_gb    = number
    private_ip = string
  })

  validation {
    condition     = can(regex("^[a-z]+[0-9]+g[a-z]*\\.", var.instance.type))
    error_message = "The machine is a Graviton one, such as t4g.micro: the image is made for it."
  }

  validation {
    condition     = var.instance.disk_gb >= 8
    error_message = "The image wants 8 GB at least."
  }
}

variable "fargate" {
  description = "Size fargate: CPU units, memory and web processes of a task, and how many tasks there are."
  type = object({
    cpu       = number
    memory_mb = number
    processes = number
    minimum   = number
    maximum   = number
  })

  validation {
    condition     = var.fargate.minimum >= 1 && var.fargate.minimum <= var.fargate.maximum
    error_message = "There is one task at least, and no fewer at most than at least."
  }
}

variable "function" {
  description = "Size lambda: the zip that `make lambda` builds, its runtime and memory, and how many requests it answers at once."
  type = object({
    package     = string
    runtime     = string
    memory_mb   = number
    concurrency = number
  })
}

variable "image_tag" {
  description = "Tag of the image that tasks run."
  type        = string
}

variable "parameters_path" {
  description = "Path of all settings."
  type        = string
}

variable "releases_bucket" {
  description = "The bucket of packages and release archives."
  type        = string
}

variable "role_arns" {
  description = "By role."
  type        = map(string)
}

variable "role_names" {
  description = "By role."
  type        = map(string)
}

variable "log_group_names" {
  description = "By process."
  type        = map(string)
}

variable "region" {
  description = "AWS region, such as eu-central-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "A region looks like eu-central-1."
  }
}

variable "environment" {
  description = "Name of this installation; part of every resource's name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,11}$", var.environment))
    error_message = "The environment is 1 to 12 lower-case letters and digits, beginning with a letter."
  }
}

variable "domain" {
  description = "The address of the installation, such as groundplan.example.com; mail comes from it too."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "The domain is a name in lower case, without https:// and without a slash."
  }
}

variable "zone_id" {
  description = "Route 53's zone of that domain; null where its records are made elsewhere (output dns_records)."
  type        = string
  default     = null
}

variable "alarm_email" {
  description = "Who is told of alarms and of the budget."
  type        = string

  validation {
    condition     = can(regex("^[^@ ]+@[^@ ]+$", var.alarm_email))
    error_message = "This is no mail address."
  }
}

variable "oidc_issuer" {
  description = "The identity provider's issuer URL, such as https://accounts.google.com."
  type        = string

  validation {
    condition     = startswith(var.oidc_issuer, "https://")
    error_message = "The issuer begins with https://."
  }
}

variable "oidc_client_id" {
  description = "Who we are to the identity provider. The secret that proves it is filled by `make secrets`."
  type        = string
}

variable "web_size" {
  description = "How the web tier runs: instance (one small machine), fargate (tasks behind a load balancer) or lambda (API Gateway, no sockets)."
  type        = string
  default     = "instance"

  validation {
    condition     = contains(["instance", "fargate", "lambda"], var.web_size)
    error_message = "The web tier comes as instance, fargate or lambda."
  }
}

variable "running" {
  description = "Sizes fargate and lambda: false until the secrets are filled and an image is pushed, so that no task is started that can only fail."
  type        = bool
  default     = true
}

variable "network_cidr" {
  description = "Addresses of the network."
  type        = string
  default     = "10.20.0.0/20"
}

variable "nat_gateways" {
  description = "Sizes fargate and lambda: 1 for both zones, or 2. Size instance has none."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2], var.nat_gateways)
    error_message = "There are 1 or 2 NAT gateways; size instance has none, whatever is said here."
  }
}

variable "instance_type" {
  description = "Size instance: the machine, a Graviton one."
  type        = string
  default     = "t4g.micro"
}

variable "instance_image" {
  description = "Size instance: id of an Amazon Linux 2023 image for arm64; null for the newest at the time the machine is made."
  type        = string
  default     = null
}

variable "instance_disk_gb" {
  description = "Size instance: its disk in GB."
  type        = number
  default     = 12
}

variable "fargate" {
  description = "Size fargate: CPU units and memory of a task, and how many there are."
  type = object({
    cpu       = number
    memory_mb = number
    minimum   = number
    maximum   = number
  })
  default = { cpu = 512, memory_mb = 1024, minimum = 2, maximum = 4 }
}

variable "image_tag" {
  description = "Sizes fargate and lambda: tag of the image that tasks run."
  type        = string
  default     = "none"
}

variable "web_package" {
  description = "Size lambda: path of the zip that `make lambda` builds."
  type        = string
  default     = "../../build/web.zip"
}

variable "web_concurrency" {
  description = "Size lambda: requests at the same time at most. It is reserved, as worker_concurrency is; each may hold two connections to the database."
  type        = number
  default     = 20
}

variable "database_class" {
  description = "Class of the database."
  type        = string
  default     = "db.t4g.micro"
}

variable "database_storage_gb" {
  description = "Storage of the database in GB."
  type        = number
  default     = 20
}

variable "database_multi_az" {
  description = "A standby of the database in the second zone."
  type        = bool
  default     = false
}

variable "cache_node_type" {
  description = "Sizes fargate and lambda: nodes of the cache."
  type        = string
  default     = "cache.t4g.micro"
}

variable "cache_nodes" {
  description = "Sizes fargate and lambda: how many."
  type        = number
  default     = 1
}

variable "worker_package" {
  description = "Path of the zip that `make lambda` builds."
  type        = string
  default     = "../../build/worker.zip"
}

variable "lambda_runtime" {
  description = "Lambda runtime; its Python version is the one that the packages were built for."
  type        = string
  default     = "python3.13"
}

variable "worker_memory_mb" {
  description = "Memory of the worker in MB; its processor grows with it."
  type        = number
  default     = 1024
}

variable "worker_concurrency" {
  description = "Jobs at the same time at most. It is reserved: the account must have that and 100 more (Service Quotas, Lambda)."
  type        = number
  default     = 10
}

variable "bedrock_models" {
  description = "ARNs of the Bedrock foundation models and inference profiles that the worker may ask; set MODEL_PROVIDER=bedrock and MODEL_ID in `settings` too."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.bedrock_models : can(regex("^arn:aws[a-z-]*:bedrock:", arn))])
    error_message = "Each of bedrock_models is an ARN that begins with arn:aws:bedrock:."
  }
}

variable "job_deadline_seconds" {
  description = "A job that runs longer is ended; at most 840, since Lambda ends a function after 900."
  type        = number
  default     = 240

  validation {
    condition     = var.job_deadline_seconds >= 60 && var.job_deadline_seconds <= 840
    error_message = "The deadline is between 60 and 840 seconds."
  }
}

variable "artifact_retention_days" {
  description = "Days that artifacts are kept at most; a plan may say less."
  type        = number
  default     = 365
}

variable "log_retention_days" {
  description = "Days that logs are kept."
  type        = number
  default     = 7
}

variable "budget_usd" {
  description = "What the account may cost a month before somebody is told."
  type        = number
  default     = 50
}

variable "keep_data" {
  description = "Refuse to destroy database and artifacts."
  type        = bool
  default     = true
}

variable "settings" {
  description = "Further settings of docs/settings.md for all parts, such as NEW_ORGANIZATION_TIER; no secrets."
  type        = map(string)
  default     = {}
}

variable "further_secrets" {
  description = "Further settings that are secrets, by part, such as STRIPE_SECRET_KEY; `make secrets` asks for them."
  type = object({
    web    = optional(list(string), [])
    chores = optional(list(string), [])
    worker = optional(list(string), [])
  })
  default = {}
}

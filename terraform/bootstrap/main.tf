# Once for each account, before everything else: the bucket that keeps Terraform's state. Its own state is a file beside this, which may be lost.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

variable "region" {
  description = "AWS region, such as eu-central-1."
  type        = string
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "groundplan" }
  }
}

module "state" {
  source = "../modules/storage/bucket"

  name_prefix = "groundplan-state-"
  keep        = true
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = module.state.name

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

output "backend" {
  description = "What `terraform init` is told with -backend-config."
  value       = "-backend-config=bucket=${module.state.name} -backend-config=region=${var.region}"
}

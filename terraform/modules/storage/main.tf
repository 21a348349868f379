# Three buckets: what users get, the pages, and the releases of our own code.

module "artifacts" {
  source = "./bucket"

  name_prefix = "${var.name}-artifacts-"
  keep        = var.keep
}

module "frontend" {
  source = "./bucket"

  name_prefix = "${var.name}-frontend-"
  keep        = false # made again from a release
  wants_tls   = false # modules/cdn says it, beside who may read
}

module "releases" {
  source = "./bucket"

  name_prefix = "${var.name}-releases-"
  keep        = false
}

resource "aws_s3_bucket_lifecycle_configuration" "artifacts" {
  bucket = module.artifacts.name

  rule {
    id     = "grow-old"
    status = "Enabled"

    filter {}

    # Instant retrieval: a download of an old bundle must answer at once, which the cheaper classes do not.
    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }

    # The chores remove files in time, by each organization's plan; this is for what they might leave behind.
    expiration {
      days = var.retention_days + 7
    }

    noncurrent_version_expiration {
      noncurrent_days = 7
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 2 # a zip that is gone on with after an outage
    }
  }
}

# What a release before needs to come back, and no more.
resource "aws_s3_bucket_lifecycle_configuration" "versions" {
  for_each = {
    frontend = module.frontend.name
    releases = module.releases.name
  }

  bucket = each.value

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

# Data catalog: Knows the tables, columns and partitions of every zone; a crawler finds what is new. The request
# names it: “Glue”.
resource "aws_glue_catalog_database" "catalog" {
  name        = replace("${local.name_prefix}-catalog", "-", "_")
  description = "Data catalog"
}

resource "aws_glue_crawler" "catalog" {
  name          = "${local.name_prefix}-catalog"
  description   = "Data catalog"
  database_name = aws_glue_catalog_database.catalog.name
  role          = aws_iam_role.catalog_crawler.arn
  schedule      = "cron(15 2 * * ? *)"
  table_prefix  = ""

  s3_target {
    path = "s3://${aws_s3_bucket.raw.bucket}/"
    # Where a delivery stream puts what it could not write, and Spark what it works on.
    exclusions = ["failed/**", "temporary/**"]
  }

  s3_target {
    path = "s3://${aws_s3_bucket.curated.bucket}/"
    # Where a delivery stream puts what it could not write, and Spark what it works on.
    exclusions = ["failed/**", "temporary/**"]
  }

  recrawl_policy {
    recrawl_behavior = "CRAWL_NEW_FOLDERS_ONLY"
  }

  # With new folders only, the crawler may add but not change or delete tables.
  schema_change_policy {
    update_behavior = "LOG"
    delete_behavior = "LOG"
  }

  depends_on = [aws_iam_role_policy.catalog_crawler]
}

# Curation job: Cleans what is raw and writes it to the curated zone in columns and partitions.
resource "aws_glue_job" "etl" {
  name                   = "${local.name_prefix}-etl"
  description            = "Curation job"
  role_arn               = aws_iam_role.etl_job.arn
  glue_version           = "5.0"
  worker_type            = "G.1X"
  number_of_workers      = 2
  timeout                = 120
  max_retries            = 1
  execution_class        = "STANDARD"
  security_configuration = aws_glue_security_configuration.etl.name

  command {
    name            = "glueetl"
    python_version  = "3"
    script_location = "s3://${aws_s3_object.etl.bucket}/${aws_s3_object.etl.key}"
  }

  default_arguments = merge(
    {
      "--job-language"                     = "python"
      "--TempDir"                          = "s3://${aws_s3_bucket.etl_scripts.bucket}/temporary/"
      "--job-bookmark-option"              = "job-bookmark-enable"
      "--enable-auto-scaling"              = "true"
      "--enable-metrics"                   = "true"
      "--enable-continuous-cloudwatch-log" = "true"
      "--continuous-log-logGroup"          = aws_cloudwatch_log_group.etl.name
      "--enable-glue-datacatalog"          = "true"
    },
    { for name, value in {
      RAW_BUCKET_NAME       = aws_s3_bucket.raw.bucket
      CURATED_BUCKET_NAME   = aws_s3_bucket.curated.bucket
      CATALOG_DATABASE_NAME = aws_glue_catalog_database.catalog.name
    } : "--${name}" => tostring(value) }
  )

  depends_on = [aws_iam_role_policy.etl_job]
}

resource "aws_s3_object" "etl" {
  bucket  = aws_s3_bucket.etl_scripts.bucket
  key     = "scripts/main.py"
  content = file("${path.module}/functions/etl/main.py")

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.etl_scripts]
}

resource "aws_glue_security_configuration" "etl" {
  name = "${local.name_prefix}-etl"

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "DISABLED"
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "DISABLED"
    }

    s3_encryption {
      s3_encryption_mode = "SSE-S3"
    }
  }
}

resource "aws_cloudwatch_log_group" "etl" {
  name              = "/aws-glue/jobs/${local.name_prefix}-etl"
  retention_in_days = 30
}

resource "aws_s3_bucket" "etl_scripts" {
  bucket = "${local.name_prefix}-etl-scripts"
}

resource "aws_s3_bucket_public_access_block" "etl_scripts" {
  bucket                  = aws_s3_bucket.etl_scripts.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "etl_scripts" {
  bucket = aws_s3_bucket.etl_scripts.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "etl_scripts" {
  bucket = aws_s3_bucket.etl_scripts.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "etl_scripts" {
  bucket = aws_s3_bucket.etl_scripts.id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.etl_scripts]
}

resource "aws_s3_bucket_policy" "etl_scripts" {
  bucket = aws_s3_bucket.etl_scripts.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.etl_scripts.arn, "${aws_s3_bucket.etl_scripts.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.etl_scripts]
}

# SQL queries: Answers SQL over the zones and pays for what a query reads, up to a limit. The request names it:
# “Athena”.
resource "aws_athena_workgroup" "queries" {
  name          = "${local.name_prefix}-queries"
  description   = "SQL queries"
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = 107374182400

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location       = "s3://${aws_s3_bucket.queries_results.bucket}/"
      expected_bucket_owner = data.aws_caller_identity.current.account_id

      encryption_configuration {
        encryption_option = "SSE_S3"
      }
    }
  }
}

resource "aws_athena_named_query" "queries_to_catalog" {
  name        = "tables"
  description = "What there is to ask"
  workgroup   = aws_athena_workgroup.queries.name
  database    = aws_glue_catalog_database.catalog.name
  query       = "SHOW TABLES IN ${aws_glue_catalog_database.catalog.name}"
}

resource "aws_s3_bucket" "queries_results" {
  bucket = "${local.name_prefix}-queries-results"
}

resource "aws_s3_bucket_public_access_block" "queries_results" {
  bucket                  = aws_s3_bucket.queries_results.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "queries_results" {
  bucket = aws_s3_bucket.queries_results.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "queries_results" {
  bucket = aws_s3_bucket.queries_results.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "queries_results" {
  bucket = aws_s3_bucket.queries_results.id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    expiration {
      days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.queries_results]
}

resource "aws_s3_bucket_policy" "queries_results" {
  bucket = aws_s3_bucket.queries_results.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.queries_results.arn, "${aws_s3_bucket.queries_results.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.queries_results]
}

# Data lake permissions: Grants access by database, table and column in one place. The request names it: “Lake
# Formation”.
data "aws_iam_session_context" "governance" {
  arn = data.aws_caller_identity.current.arn
}

# One setting for the whole account in this region.
resource "aws_lakeformation_data_lake_settings" "governance" {
  admins = [var.governance_admin_arn == "" ? data.aws_iam_session_context.governance.issuer_arn : var.governance_admin_arn]

  create_database_default_permissions {
    principal   = "IAM_ALLOWED_PRINCIPALS"
    permissions = ["ALL"]
  }

  create_table_default_permissions {
    principal   = "IAM_ALLOWED_PRINCIPALS"
    permissions = ["ALL"]
  }
}

resource "aws_lakeformation_resource" "governance_to_raw" {
  arn                   = aws_s3_bucket.raw.arn
  role_arn              = aws_iam_role.governance_registration.arn
  hybrid_access_enabled = true

  depends_on = [aws_lakeformation_data_lake_settings.governance, aws_iam_role_policy.governance_registration]
}

resource "aws_lakeformation_resource" "governance_to_curated" {
  arn                   = aws_s3_bucket.curated.arn
  role_arn              = aws_iam_role.governance_registration.arn
  hybrid_access_enabled = true

  depends_on = [aws_lakeformation_data_lake_settings.governance, aws_iam_role_policy.governance_registration]
}

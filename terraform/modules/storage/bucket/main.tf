# A private bucket: versions, encryption, TLS only, no access lists.

resource "aws_s3_bucket" "main" {
  # checkov:skip=CKV_AWS_18: who does what is in the application's own audit; access logs would cost more than the files
  # checkov:skip=CKV_AWS_144: a bundle can be made again from its job; no copy in a second region
  # checkov:skip=CKV_AWS_145: S3's own keys; a key of ours would cost a dollar a month and calls to KMS
  # checkov:skip=CKV2_AWS_62: nothing listens to this bucket
  # checkov:skip=CKV2_AWS_61: whoever uses this module says how long files are kept
  bucket_prefix = var.name_prefix
  force_destroy = !var.keep
}

resource "aws_s3_bucket_public_access_block" "main" {
  bucket = aws_s3_bucket.main.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "main" {
  bucket = aws_s3_bucket.main.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "main" {
  bucket = aws_s3_bucket.main.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "main" {
  bucket = aws_s3_bucket.main.id

  versioning_configuration {
    status = "Enabled"
  }
}

data "aws_iam_policy_document" "main" {
  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.main.arn, "${aws_s3_bucket.main.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "main" {
  count = var.wants_tls ? 1 : 0

  bucket = aws_s3_bucket.main.id
  policy = data.aws_iam_policy_document.main.json

  depends_on = [aws_s3_bucket_public_access_block.main]
}

# One address for pages and API. The pages come out of a bucket that only this distribution can read; the rest goes to the web tier.

locals {
  # What web/app.py serves; a test holds this against its routes. All else is the pages', and /metrics is nobody's.
  server_paths = ["/api/*", "/auth/*", "/webhooks/*", "/mail/unsubscribe", "/mcp", "/live", "/health/*", "/healthz", "/readyz"]

  # Whose address opens it, its page tells no other site and no search engine (web/security_headers.py, keep_secret_address).
  pages = {
    pages  = { referrer = "same-origin", headers = {} }
    shared = { referrer = "no-referrer", headers = { X-Robots-Tag = "noindex, nofollow, noarchive" } }
  }
}

data "aws_cloudfront_cache_policy" "none" {
  name = "Managed-CachingDisabled"
}

data "aws_cloudfront_cache_policy" "files" {
  name = "Managed-CachingOptimized"
}

data "aws_cloudfront_origin_request_policy" "all" {
  name = "Managed-AllViewer"
}

data "aws_cloudfront_origin_request_policy" "all_but_host" {
  name = "Managed-AllViewerExceptHostHeader"
}

resource "aws_cloudfront_origin_access_control" "pages" {
  name                              = "${var.name}-pages"
  description                       = "Only this distribution reads the pages' bucket."
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

# The frontend has a router of its own: a path without a dot in its last part is its index.
resource "aws_cloudfront_function" "pages" {
  name    = "${var.name}-pages"
  runtime = "cloudfront-js-2.0"
  comment = "Paths of the frontend's router are its index."
  publish = true
  code    = file("${path.module}/pages.js")
}

# The same headers as web/security_headers.py and web/api/frontend.py give pages; a test compares them.
resource "aws_cloudfront_response_headers_policy" "pages" {
  # checkov:skip=CKV_AWS_259: to preload is a promise for the whole domain, which is its owner's to give
  for_each = local.pages

  name = "${var.name}-${each.key}"

  security_headers_config {
    content_security_policy {
      content_security_policy = var.page_policy
      override                = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "DENY"
      override     = true
    }

    referrer_policy {
      referrer_policy = each.value.referrer
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      include_subdomains         = true
      override                   = true
    }
  }

  custom_headers_config {
    dynamic "items" {
      for_each = merge(var.page_headers, each.value.headers)

      content {
        header   = items.key
        value    = items.value
        override = true
      }
    }
  }
}

resource "aws_cloudfront_distribution" "main" {
  # checkov:skip=CKV_AWS_68: a firewall costs more than the small size altogether; rates are limited by the application
  # checkov:skip=CKV2_AWS_47: the same
  # checkov:skip=CKV_AWS_86: the application writes a line for each request
  # checkov:skip=CKV_AWS_310: there is one web tier; pages have their bucket
  # checkov:skip=CKV_AWS_374: people everywhere may come in
  # checkov:skip=CKV2_AWS_32: the web tier's answers bring their own headers (web/security_headers.py)
  comment             = var.name
  enabled             = true
  aliases             = [var.domain]
  default_root_object = "index.html"
  price_class         = "PriceClass_100"
  http_version        = "http2and3"
  is_ipv6_enabled     = true

  origin {
    origin_id                = "pages"
    domain_name              = var.pages_domain
    origin_access_control_id = aws_cloudfront_origin_access_control.pages.id
  }

  origin {
    origin_id   = "web"
    domain_name = var.web_origin.domain_name

    dynamic "vpc_origin_config" {
      for_each = var.web_is_private ? [1] : []

      content {
        vpc_origin_id            = var.web_origin.vpc_origin_id
        origin_read_timeout      = 60 # a program that follows a job waits 50 s
        origin_keepalive_timeout = 60
      }
    }

    dynamic "custom_origin_config" {
      for_each = var.web_is_private ? [] : [1]

      content {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = ["TLSv1.2"]
      }
    }
  }

  default_cache_behavior {
    target_origin_id           = "pages"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = data.aws_cloudfront_cache_policy.files.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.pages["pages"].id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.pages.arn
    }
  }

  ordered_cache_behavior {
    path_pattern               = "/shared/*"
    target_origin_id           = "pages"
    viewer_protocol_policy     = "redirect-to-https"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = data.aws_cloudfront_cache_policy.files.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.pages["shared"].id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.pages.arn
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = local.server_paths

    content {
      path_pattern             = ordered_cache_behavior.value
      target_origin_id         = "web"
      viewer_protocol_policy   = "https-only"
      allowed_methods          = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      cached_methods           = ["GET", "HEAD"]
      compress                 = true
      cache_policy_id          = data.aws_cloudfront_cache_policy.none.id
      origin_request_policy_id = var.web_is_private ? data.aws_cloudfront_origin_request_policy.all.id : data.aws_cloudfront_origin_request_policy.all_but_host.id
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.main.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}

data "aws_iam_policy_document" "pages" {
  statement {
    sid       = "CloudFrontReads"
    actions   = ["s3:GetObject"]
    resources = ["${var.pages_arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudfront_distribution.main.arn]
    }
  }

  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [var.pages_arn, "${var.pages_arn}/*"]

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

resource "aws_s3_bucket_policy" "pages" {
  bucket = var.pages_bucket
  policy = data.aws_iam_policy_document.pages.json
}

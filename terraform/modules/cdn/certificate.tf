# The certificate, proven by records in the domain's zone. Without a zone of Route 53 they are printed, and the apply waits for them.

resource "aws_acm_certificate" "main" {
  provider = aws.us_east_1

  domain_name       = var.domain
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  proof = one([for option in aws_acm_certificate.main.domain_validation_options : {
    name  = option.resource_record_name
    type  = option.resource_record_type
    value = option.resource_record_value
  }])
}

resource "aws_route53_record" "proof" {
  count = var.zone_id == null ? 0 : 1

  zone_id         = var.zone_id
  name            = local.proof.name
  type            = local.proof.type
  records         = [local.proof.value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "main" {
  provider = aws.us_east_1

  certificate_arn = aws_acm_certificate.main.arn

  depends_on = [aws_route53_record.proof]
}

resource "aws_route53_record" "address" {
  for_each = var.zone_id == null ? toset([]) : toset(["A", "AAAA"])

  zone_id = var.zone_id
  name    = var.domain
  type    = each.key

  alias {
    name                   = aws_cloudfront_distribution.main.domain_name
    zone_id                = aws_cloudfront_distribution.main.hosted_zone_id
    evaluate_target_health = false
  }
}

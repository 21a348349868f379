# The web tier in one of three sizes. What the sizes differ in stands in instance.tf, fargate.tf and function.tf; the chores have no
# requests to answer and run beside the first, and as a small task in the other two (tasks.tf).

locals {
  is_instance = var.size == "instance"
  is_fargate  = var.size == "fargate"
  is_function = var.size == "lambda"
}

# CloudFront reaches instance and load balancer by a private address: neither has an open port on the internet.
resource "aws_cloudfront_vpc_origin" "main" {
  count = local.is_function ? 0 : 1

  vpc_origin_endpoint_config {
    name                   = var.name
    arn                    = local.is_instance ? aws_instance.web[0].arn : aws_lb.web[0].arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "http-only" # within AWS's own network; a certificate for a private address would prove nothing

    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }
}

# CloudFront makes this group with the first origin of a network, and its own requests alone come from it.
data "aws_security_group" "cloudfront" {
  count = local.is_function ? 0 : 1

  name   = "CloudFront-VPCOrigins-Service-SG"
  vpc_id = var.network.vpc_id

  depends_on = [aws_cloudfront_vpc_origin.main]
}

resource "aws_vpc_security_group_ingress_rule" "cloudfront" {
  # checkov:skip=CKV_AWS_260: it lets in a security group, that of CloudFront's private connection, and no address
  count = local.is_function ? 0 : 1

  security_group_id            = var.network.security_group_ids[local.is_instance ? "web" : "entry"]
  referenced_security_group_id = data.aws_security_group.cloudfront[0].id
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  description                  = "requests that came through CloudFront"
}

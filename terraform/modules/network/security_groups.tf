# Who may speak to whom, in one table. What comes from CloudFront is added where its group is known: modules/web.

locals {
  groups = {
    entry    = "The load balancer before the web tier."
    web      = "The web tier and the chores."
    worker   = "The worker."
    database = "Postgres."
    cache    = "Redis."
  }

  inside = {
    web_to_database    = { from = "web", to = "database", port = 5432 }
    worker_to_database = { from = "worker", to = "database", port = 5432 }
    web_to_cache       = { from = "web", to = "cache", port = 6379 }
    worker_to_cache    = { from = "worker", to = "cache", port = 6379 }
    entry_to_web       = { from = "entry", to = "web", port = 8080 }
    entry_to_live      = { from = "entry", to = "web", port = 8081 }
    entry_to_mcp       = { from = "entry", to = "web", port = 8082 }
  }
}

resource "aws_security_group" "main" {
  # checkov:skip=CKV2_AWS_5: which of them are in use is the web tier's size
  for_each = local.groups

  name        = "${var.name}-${each.key}"
  description = each.value
  vpc_id      = aws_vpc.main.id

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_security_group_egress_rule" "inside" {
  for_each = local.inside

  security_group_id            = aws_security_group.main[each.value.from].id
  referenced_security_group_id = aws_security_group.main[each.value.to].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = replace(each.key, "_", " ")
}

resource "aws_vpc_security_group_ingress_rule" "inside" {
  for_each = local.inside

  security_group_id            = aws_security_group.main[each.value.to].id
  referenced_security_group_id = aws_security_group.main[each.value.from].id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
  description                  = replace(each.key, "_", " ")
}

# Webhooks may go there too (docs/webhooks.md).
resource "aws_vpc_security_group_egress_rule" "webhooks" {
  security_group_id = aws_security_group.main["web"].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
  description       = "webhooks of users"
}

# SQS, SES, the identity provider, Stripe, a language model: all of them over TLS.
resource "aws_vpc_security_group_egress_rule" "https" {
  for_each = toset(["web", "worker"])

  security_group_id = aws_security_group.main[each.key].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "what is asked over TLS"
}

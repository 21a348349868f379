resource "aws_security_group" "service" {
  name        = "${local.name_prefix}-service"
  description = "What may reach service, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-service"
  }
}

resource "aws_vpc_security_group_egress_rule" "service_https" {
  security_group_id = aws_security_group.service.id
  description       = "AWS APIs"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "load_balancer" {
  name        = "${local.name_prefix}-load-balancer"
  description = "What may reach load_balancer, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-load-balancer"
  }
}

resource "aws_security_group" "database" {
  name        = "${local.name_prefix}-database"
  description = "What may reach database, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-database"
  }
}

resource "aws_security_group" "cache" {
  name        = "${local.name_prefix}-cache"
  description = "What may reach cache, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-cache"
  }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_to_service_80" {
  security_group_id            = aws_security_group.service.id
  description                  = "load_balancer to service: HTTP"
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.load_balancer.id
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_service_80" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "load_balancer to service: HTTP"
  ip_protocol                  = "tcp"
  from_port                    = 80
  to_port                      = 80
  referenced_security_group_id = aws_security_group.service.id
}

resource "aws_vpc_security_group_ingress_rule" "service_to_database_5432" {
  security_group_id            = aws_security_group.database.id
  description                  = "service to database: SQL"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.service.id
}

resource "aws_vpc_security_group_egress_rule" "service_to_database_5432" {
  security_group_id            = aws_security_group.service.id
  description                  = "service to database: SQL"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.database.id
}

resource "aws_vpc_security_group_ingress_rule" "service_to_cache_6379" {
  security_group_id            = aws_security_group.cache.id
  description                  = "service to cache: cache"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  referenced_security_group_id = aws_security_group.service.id
}

resource "aws_vpc_security_group_egress_rule" "service_to_cache_6379" {
  security_group_id            = aws_security_group.service.id
  description                  = "service to cache: cache"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  referenced_security_group_id = aws_security_group.cache.id
}

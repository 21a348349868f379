resource "aws_security_group" "cluster" {
  name        = "${local.name_prefix}-cluster"
  description = "What may reach cluster, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-cluster"
  }
}

resource "aws_vpc_security_group_egress_rule" "cluster_https" {
  security_group_id = aws_security_group.cluster.id
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

resource "aws_vpc_security_group_ingress_rule" "load_balancer_to_cluster_8080" {
  security_group_id            = aws_security_group.cluster.id
  description                  = "load_balancer to cluster: HTTP"
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.load_balancer.id
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_cluster_8080" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "load_balancer to cluster: HTTP"
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.cluster.id
}

resource "aws_vpc_security_group_ingress_rule" "cluster_to_database_5432" {
  security_group_id            = aws_security_group.database.id
  description                  = "cluster to database: SQL"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.cluster.id
}

resource "aws_vpc_security_group_egress_rule" "cluster_to_database_5432" {
  security_group_id            = aws_security_group.cluster.id
  description                  = "cluster to database: SQL"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.database.id
}

resource "aws_vpc_security_group_ingress_rule" "cluster_to_cache_6379" {
  security_group_id            = aws_security_group.cache.id
  description                  = "cluster to cache: cache"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  referenced_security_group_id = aws_security_group.cluster.id
}

resource "aws_vpc_security_group_egress_rule" "cluster_to_cache_6379" {
  security_group_id            = aws_security_group.cluster.id
  description                  = "cluster to cache: cache"
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
  referenced_security_group_id = aws_security_group.cache.id
}

resource "aws_security_group" "servers" {
  name        = "${local.name_prefix}-servers"
  description = "What may reach servers, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-servers"
  }
}

resource "aws_vpc_security_group_egress_rule" "servers_https" {
  security_group_id = aws_security_group.servers.id
  description       = "AWS APIs"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group" "database" {
  name        = "${local.name_prefix}-database"
  description = "What may reach database, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-database"
  }
}

resource "aws_vpc_security_group_ingress_rule" "servers_to_database_1433" {
  security_group_id            = aws_security_group.database.id
  description                  = "servers to database: SQL"
  ip_protocol                  = "tcp"
  from_port                    = 1433
  to_port                      = 1433
  referenced_security_group_id = aws_security_group.servers.id
}

resource "aws_vpc_security_group_egress_rule" "servers_to_database_1433" {
  security_group_id            = aws_security_group.servers.id
  description                  = "servers to database: SQL"
  ip_protocol                  = "tcp"
  from_port                    = 1433
  to_port                      = 1433
  referenced_security_group_id = aws_security_group.database.id
}

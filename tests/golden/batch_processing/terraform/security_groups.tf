resource "aws_security_group" "compute" {
  name        = "${local.name_prefix}-compute"
  description = "What may reach compute, and what it may reach"
  vpc_id      = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-compute"
  }
}

resource "aws_vpc_security_group_egress_rule" "compute_https" {
  security_group_id = aws_security_group.compute.id
  description       = "AWS APIs"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

# With none of these the web instance is the private subnets' way out (modules/web/instance.tf): a gateway costs more than all the rest.

resource "aws_eip" "nat" {
  # checkov:skip=CKV2_AWS_19: it is the address of a NAT gateway, not of an instance
  count = var.nat_gateways

  domain = "vpc"

  tags = { Name = "${var.name}-nat-${count.index + 1}" }
}

resource "aws_nat_gateway" "main" {
  count = var.nat_gateways

  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = aws_subnet.public[count.index].id

  tags = { Name = "${var.name}-${count.index + 1}" }

  depends_on = [aws_internet_gateway.main]
}

resource "aws_route" "nat" {
  count = var.nat_gateways == 0 ? 0 : 2

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main[min(count.index, var.nat_gateways - 1)].id
}

# line leads the line to what is attached to the gateway, once it is up (transit)
resource "aws_dx_gateway_association" "line_to_transit" {
  dx_gateway_id         = aws_dx_gateway.line.id
  associated_gateway_id = aws_ec2_transit_gateway.transit.id
  allowed_prefixes      = ["10.0.0.0/8"]
}

resource "aws_dx_transit_virtual_interface" "line_to_transit" {
  count = var.line_is_up ? 1 : 0

  connection_id  = aws_dx_connection.line.id
  dx_gateway_id  = aws_dx_gateway.line.id
  name           = "${local.name_prefix}-line-to-transit"
  vlan           = 100
  address_family = "ipv4"
  bgp_asn        = 65000
  mtu            = 8500
}

# transit joins the network to the others that are attached (network)
resource "aws_ec2_transit_gateway_vpc_attachment" "transit_to_network" {
  transit_gateway_id = aws_ec2_transit_gateway.transit.id
  vpc_id             = aws_vpc.network.id
  subnet_ids         = aws_subnet.network_private[*].id
  dns_support        = "enable"

  tags = {
    Name = "${local.name_prefix}-transit-to-network"
  }
}

resource "aws_route" "transit_to_network_1" {
  count = 2

  route_table_id         = aws_route_table.network_private[count.index].id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.transit.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.transit_to_network]
}

resource "aws_route" "transit_to_network_data_1" {
  route_table_id         = aws_route_table.network_data.id
  destination_cidr_block = "192.168.0.0/16"
  transit_gateway_id     = aws_ec2_transit_gateway.transit.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.transit_to_network]
}

# line lets the premises reach the server (servers)
resource "aws_vpc_security_group_ingress_rule" "line_to_servers" {
  security_group_id = aws_security_group.servers.id
  description       = "The network on the premises"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "192.168.0.0/16"
}

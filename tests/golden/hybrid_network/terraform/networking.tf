# Network: Holds what runs in AWS, in private subnets with addresses of the house.
data "aws_availability_zones" "network" {
  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

locals {
  network_zones     = slice(data.aws_availability_zones.network.names, 0, 2)
  network_nat_count = { none = 0, single = 1, per_az = length(local.network_zones) }[var.network_nat_gateways]
}

resource "aws_vpc" "network" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "${local.name_prefix}-network"
  }
}

# No rules: whatever is put into the default group by mistake can reach nothing and is reached by nothing.
resource "aws_default_security_group" "network" {
  vpc_id = aws_vpc.network.id
}

resource "aws_internet_gateway" "network" {
  vpc_id = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-network"
  }
}

resource "aws_subnet" "network_public" {
  count = length(local.network_zones)

  vpc_id            = aws_vpc.network.id
  availability_zone = local.network_zones[count.index]
  cidr_block        = cidrsubnet(aws_vpc.network.cidr_block, 8, count.index)

  tags = {
    Name = "${local.name_prefix}-network-public-${count.index + 1}"
  }
}

resource "aws_subnet" "network_private" {
  count = length(local.network_zones)

  vpc_id            = aws_vpc.network.id
  availability_zone = local.network_zones[count.index]
  cidr_block        = cidrsubnet(aws_vpc.network.cidr_block, 4, count.index + 1)

  tags = {
    Name = "${local.name_prefix}-network-private-${count.index + 1}"
  }
}

resource "aws_subnet" "network_data" {
  count = length(local.network_zones)

  vpc_id            = aws_vpc.network.id
  availability_zone = local.network_zones[count.index]
  cidr_block        = cidrsubnet(aws_vpc.network.cidr_block, 8, count.index + 8)

  tags = {
    Name = "${local.name_prefix}-network-data-${count.index + 1}"
  }
}

resource "aws_eip" "network" {
  count = local.network_nat_count

  domain = "vpc"

  tags = {
    Name = "${local.name_prefix}-network-nat-${count.index + 1}"
  }
}

resource "aws_nat_gateway" "network" {
  count = local.network_nat_count

  allocation_id = aws_eip.network[count.index].id
  subnet_id     = aws_subnet.network_public[count.index].id

  tags = {
    Name = "${local.name_prefix}-network-${count.index + 1}"
  }

  depends_on = [aws_internet_gateway.network]
}

resource "aws_route_table" "network_public" {
  vpc_id = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-network-public"
  }
}

resource "aws_route" "network_public" {
  route_table_id         = aws_route_table.network_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.network.id
}

resource "aws_route_table_association" "network_public" {
  count = length(aws_subnet.network_public)

  subnet_id      = aws_subnet.network_public[count.index].id
  route_table_id = aws_route_table.network_public.id
}

resource "aws_route_table" "network_private" {
  count = length(aws_subnet.network_private)

  vpc_id = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-network-private-${count.index + 1}"
  }
}

resource "aws_route" "network_nat" {
  count = local.network_nat_count == 0 ? 0 : length(aws_route_table.network_private)

  route_table_id         = aws_route_table.network_private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.network[min(count.index, local.network_nat_count - 1)].id
}

resource "aws_route_table_association" "network_private" {
  count = length(aws_subnet.network_private)

  subnet_id      = aws_subnet.network_private[count.index].id
  route_table_id = aws_route_table.network_private[count.index].id
}

# No route out: data leaves only through who is in the network.
resource "aws_route_table" "network_data" {
  vpc_id = aws_vpc.network.id

  tags = {
    Name = "${local.name_prefix}-network-data"
  }
}

resource "aws_route_table_association" "network_data" {
  count = length(aws_subnet.network_data)

  subnet_id      = aws_subnet.network_data[count.index].id
  route_table_id = aws_route_table.network_data.id
}

# Gateway endpoints cost nothing, and keep this traffic off the NAT gateways.
resource "aws_vpc_endpoint" "network_gateway" {
  for_each = toset(["s3", "dynamodb"])

  vpc_id            = aws_vpc.network.id
  service_name      = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = concat(aws_route_table.network_private[*].id, [aws_route_table.network_data.id])

  tags = {
    Name = "${local.name_prefix}-network-${each.key}"
  }
}

resource "aws_cloudwatch_log_group" "network_flow_logs" {
  name              = "/aws/vpc/${local.name_prefix}-network"
  retention_in_days = 90
}

resource "aws_flow_log" "network" {
  vpc_id                   = aws_vpc.network.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination          = aws_cloudwatch_log_group.network_flow_logs.arn
  iam_role_arn             = aws_iam_role.network_flow_logs.arn
}

# Direct Connect line: A private line with steady latency and throughput to the premises. The request names it:
# “Direct Connect”.
resource "aws_dx_connection" "line" {
  name      = "${local.name_prefix}-line"
  bandwidth = "1Gbps"
  location  = var.line_location
}

resource "aws_dx_gateway" "line" {
  name            = "${local.name_prefix}-line"
  amazon_side_asn = "64520"
}

# VPN connection: An encrypted way to the premises over the internet, also where the line fails. The request
# names it: “VPN”.
resource "aws_cloudwatch_log_group" "vpn" {
  name              = "/aws/vpn/${local.name_prefix}-vpn"
  retention_in_days = 90
}

resource "aws_customer_gateway" "vpn" {
  type       = "ipsec.1"
  ip_address = var.vpn_customer_ip
  bgp_asn    = 65000

  tags = {
    Name = "${local.name_prefix}-vpn"
  }
}

resource "aws_vpn_connection" "vpn" {
  type                  = "ipsec.1"
  customer_gateway_id   = aws_customer_gateway.vpn.id
  transit_gateway_id    = aws_ec2_transit_gateway.transit.id
  static_routes_only    = false
  preshared_key_storage = "SecretsManager"
  tunnel1_ike_versions  = ["ikev2"]
  tunnel2_ike_versions  = ["ikev2"]

  tunnel1_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.vpn.arn
      log_output_format = "json"
    }
  }

  tunnel2_log_options {
    cloudwatch_log_options {
      log_enabled       = true
      log_group_arn     = aws_cloudwatch_log_group.vpn.arn
      log_output_format = "json"
    }
  }

  tags = {
    Name = "${local.name_prefix}-vpn"
  }
}

# Transit gateway: Joins the ways from the premises and the networks in one place, with one table of routes. The
# request names it: “transit gateway”.
resource "aws_ec2_transit_gateway" "transit" {
  description                     = "Transit gateway"
  amazon_side_asn                 = 64512
  auto_accept_shared_attachments  = "disable"
  default_route_table_association = "enable"
  default_route_table_propagation = "enable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"

  tags = {
    Name = "${local.name_prefix}-transit"
  }
}

resource "aws_cloudwatch_log_group" "transit" {
  name              = "/aws/transit-gateway/${local.name_prefix}-transit"
  retention_in_days = 90
}

resource "aws_flow_log" "transit" {
  transit_gateway_id       = aws_ec2_transit_gateway.transit.id
  max_aggregation_interval = 60
  log_destination          = aws_cloudwatch_log_group.transit.arn
  iam_role_arn             = aws_iam_role.transit_flow_logs.arn
}

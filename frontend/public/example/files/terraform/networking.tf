# Network: Containers and databases live in private subnets, apart from the internet.
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

# Load balancer: Spreads requests over what is healthy in all zones. The request names it: “load balancer”.
resource "aws_lb" "load_balancer" {
  name                       = "load-balancer-${terraform_data.suffix.output}"
  load_balancer_type         = "application"
  internal                   = false
  subnets                    = aws_subnet.network_public[*].id
  security_groups            = [aws_security_group.load_balancer.id]
  idle_timeout               = 60
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  tags = {
    Name = "${local.name_prefix}-load-balancer"
  }
}

# The entry: HTTPS with a certificate, HTTP without.
resource "aws_lb_listener" "load_balancer" {
  load_balancer_arn = aws_lb.load_balancer.arn
  port              = var.load_balancer_certificate_arn == "" ? 80 : 443
  protocol          = var.load_balancer_certificate_arn == "" ? "HTTP" : "HTTPS"
  ssl_policy        = var.load_balancer_certificate_arn == "" ? null : "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.load_balancer_certificate_arn == "" ? null : var.load_balancer_certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.load_balancer_to_service.arn
  }
}

resource "aws_lb_listener" "load_balancer_redirect" {
  count = var.load_balancer_certificate_arn == "" ? 0 : 1

  load_balancer_arn = aws_lb.load_balancer.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_internet" {
  for_each = toset(["80", "443"])

  security_group_id = aws_security_group.load_balancer.id
  description       = "Clients on the internet"
  ip_protocol       = "tcp"
  from_port         = tonumber(each.key)
  to_port           = tonumber(each.key)
  cidr_ipv4         = "0.0.0.0/0"
}

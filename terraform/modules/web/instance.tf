# Size `instance`: web, live, mcp and chores on one small machine, with Redis beside them. It is also the way out of the private
# subnets, since a NAT gateway would cost more than everything else together. It holds nothing that cannot be made again.

data "aws_ssm_parameter" "image" {
  count = local.is_instance && var.instance.image == null ? 1 : 0

  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
}

resource "aws_iam_instance_profile" "web" {
  count = local.is_instance ? 1 : 0

  name = "${var.name}-web"
  role = var.role_names["instance"]
}

resource "aws_instance" "web" {
  # checkov:skip=CKV_AWS_88: the address is for what it asks; no port is open but to CloudFront's private connection
  # checkov:skip=CKV_AWS_126: metrics by the minute cost more than the alarms need
  count = local.is_instance ? 1 : 0

  ami                         = coalesce(var.instance.image, try(nonsensitive(data.aws_ssm_parameter.image[0].value), null))
  instance_type               = var.instance.type
  subnet_id                   = var.network.public_subnet_ids[0]
  private_ip                  = var.instance.private_ip # REDIS_URL names it
  associate_public_ip_address = true
  source_dest_check           = false # it forwards for the private subnets
  vpc_security_group_ids      = [var.network.security_group_ids["web"], var.network.security_group_ids["cache"]]
  iam_instance_profile        = aws_iam_instance_profile.web[0].name
  ebs_optimized               = true

  user_data_base64 = base64gzip(templatefile("${path.module}/instance/start.sh.tftpl", {
    region           = var.region
    parameters       = var.parameters_path
    releases         = var.releases_bucket
    private_ip       = var.instance.private_ip
    private_networks = join(", ", var.network.private_subnet_cidrs)
    agent = jsonencode({
      metrics = {
        namespace         = "Groundplan"
        append_dimensions = { InstanceId = "$${aws:InstanceId}" }
        metrics_collected = {
          mem  = { measurement = ["mem_used_percent"], metrics_collection_interval = 300 }
          disk = { measurement = ["used_percent"], resources = ["/"], drop_device = true, metrics_collection_interval = 300 }
        }
      }
      logs = { logs_collected = { files = { collect_list = [for name, group in var.log_group_names :
        { file_path = "/var/log/groundplan/${name}.log", log_group_name = group, log_stream_name = "{instance_id}" }
      ] } } }
    })
    deploy = file("${path.module}/instance/deploy.sh")
    nginx  = file("${path.module}/instance/nginx.conf")
  }))
  user_data_replace_on_change = true

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = var.instance.disk_gb
    encrypted   = true
  }

  # Surplus credits are paid by the hour: a busy machine is to become slow, not dear.
  credit_specification {
    cpu_credits = "standard"
  }

  tags = { Name = "${var.name}-web" }

  lifecycle {
    ignore_changes = [ami] # a newer image comes with the next replacement that somebody asks for
  }
}

resource "aws_route" "out" {
  count = local.is_instance ? 2 : 0

  route_table_id         = var.network.private_route_table_ids[count.index]
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.web[0].primary_network_interface_id
}

# What the worker asks over TLS passes through the machine.
resource "aws_vpc_security_group_ingress_rule" "forwarded" {
  count = local.is_instance ? 1 : 0

  security_group_id            = var.network.security_group_ids["web"]
  referenced_security_group_id = var.network.security_group_ids["worker"]
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  description                  = "the worker's way out"
}

# A release: what the machine does by itself at its first start, asked for again.
resource "aws_ssm_document" "deploy" {
  count = local.is_instance ? 1 : 0

  name            = "${var.name}-deploy"
  document_type   = "Command"
  document_format = "YAML"

  content = yamlencode({
    schemaVersion = "2.2"
    description   = "Bring Groundplan's web tier to a release, or back to the one before where it does not become ready."
    parameters = {
      Release = { type = "String", allowedPattern = "^[A-Za-z0-9._-]{1,64}$" }
    }
    mainSteps = [{
      action = "aws:runShellScript"
      name   = "deploy"
      inputs = { timeoutSeconds = "900", runCommand = ["/usr/local/bin/groundplan-deploy '{{ Release }}'"] }
    }]
  })
}

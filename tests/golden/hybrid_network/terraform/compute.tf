# Application servers: Run the applications that use systems on the premises. The request names it: “Windows
# servers”.
# The newest image of this system at the first deployment; a later one does not replace the server.
data "aws_ssm_parameter" "servers_image" {
  name = "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base"
}

resource "aws_cloudwatch_log_group" "servers" {
  name              = "/ec2/${local.name_prefix}-servers"
  retention_in_days = 30
}

resource "aws_iam_instance_profile" "servers" {
  name = "${local.name_prefix}-servers"
  role = aws_iam_role.servers_instance.name
}

resource "aws_instance" "servers" {
  ami                         = data.aws_ssm_parameter.servers_image.insecure_value
  instance_type               = "t3.small"
  subnet_id                   = aws_subnet.network_private[0].id
  vpc_security_group_ids      = [aws_security_group.servers.id]
  associate_public_ip_address = false
  iam_instance_profile        = aws_iam_instance_profile.servers.name
  monitoring                  = false
  user_data_base64 = base64encode(join("\n", [
    "<powershell>",
    join("\n", [for name, value in {
      DATABASE_HOST       = aws_db_instance.database.address
      DATABASE_PORT       = 1433
      DATABASE_DATABASE   = "app"
      DATABASE_SECRET_ARN = try(aws_db_instance.database.master_user_secret[0].secret_arn, "arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:rds!db-*")
    } : "[Environment]::SetEnvironmentVariable('${name}', '${value}', 'Machine')"]),
    file("${path.module}/functions/servers/setup.ps1"),
    "</powershell>",
  ]))

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = 30
    encrypted   = true
  }

  tags = {
    Name = "${local.name_prefix}-servers"
  }

  lifecycle {
    ignore_changes = [ami]
  }

  depends_on = [aws_iam_role_policy_attachment.servers_instance_amazon_ssmmanaged_instance_core]
}

# Service secrets: Keeps keys and passwords out of the code and the image.
resource "aws_secretsmanager_secret" "secrets" {
  name                    = "${local.name_prefix}-secrets"
  description             = "Service secrets"
  recovery_window_in_days = 7
}

data "aws_secretsmanager_random_password" "secrets" {
  password_length            = 32
  exclude_punctuation        = true
  require_each_included_type = true
}

resource "aws_secretsmanager_secret_version" "secrets" {
  secret_id     = aws_secretsmanager_secret.secrets.id
  secret_string = data.aws_secretsmanager_random_password.secrets.random_password

  # The first value only: it is drawn anew at each plan, and rotation owns it from then on.
  lifecycle {
    ignore_changes = [secret_string]
  }
}

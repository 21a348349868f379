# Web firewall: Refuses common attacks and floods before they reach the application.
resource "aws_wafv2_web_acl" "firewall" {
  name        = "${local.name_prefix}-firewall"
  description = "Managed rules and a rate limit for firewall"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "RateLimit"
    priority = 0

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "RateLimit"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "IpReputation"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "IpReputation"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "CommonRules"
    priority = 2

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "CommonRules"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "KnownBadInputs"
    priority = 3

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "KnownBadInputs"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "Sql"
    priority = 4

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesSQLiRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "Sql"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "firewall"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "firewall" {
  # The firewall writes only to groups whose names begin like this.
  name              = "aws-waf-logs-${local.name_prefix}-firewall"
  retention_in_days = 90
}

# Requests that pass are left out, and what signs a user in.
resource "aws_wafv2_web_acl_logging_configuration" "firewall" {
  resource_arn            = aws_wafv2_web_acl.firewall.arn
  log_destination_configs = [aws_cloudwatch_log_group.firewall.arn]

  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }

      condition {
        action_condition {
          action = "COUNT"
        }
      }
    }
  }

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }
}

# Application secrets: Keeps keys and passwords out of the code and the image.
resource "aws_secretsmanager_secret" "secrets" {
  name                    = "${local.name_prefix}-secrets"
  description             = "Application secrets"
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

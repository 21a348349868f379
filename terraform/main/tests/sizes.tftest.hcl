# Each size is planned without an account, and what must hold of it is asserted. stack/infrastructure reads the same plans for docs/cost.md.

mock_provider "aws" {
  override_during = plan

  mock_data "aws_availability_zones" {
    defaults = { names = ["us-east-1a", "us-east-1b", "us-east-1c"] }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_data "aws_ssm_parameter" {
    defaults = { value = "ami-0123456789abcdef0" }
  }
}

mock_provider "aws" {
  alias           = "us_east_1"
  override_during = plan
}

variables {
  region         = "us-east-1"
  domain         = "groundplan.example.com"
  alarm_email    = "operators@example.com"
  oidc_issuer    = "https://accounts.example.com"
  oidc_client_id = "groundplan"
  worker_package = "tests/sizes.tftest.hcl" # any file: it is only hashed
  web_package    = "tests/sizes.tftest.hcl" # any file: it is only hashed
}

run "instance" {
  command = plan

  variables {
    web_size = "instance"
  }
}

run "fargate" {
  command = plan

  variables {
    web_size = "fargate"
  }
}

run "lambda" {
  command = plan

  variables {
    web_size = "lambda"
  }
}

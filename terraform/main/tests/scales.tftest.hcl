# The same sizes as sizes.tftest.hcl, turned up for more people: what docs/cost.md prices.

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

run "instance_1000" {
  command = plan

  variables {
    web_size       = "instance"
    instance_type  = "t4g.small"
    database_class = "db.t4g.small"
  }
}

run "fargate_1000" {
  command = plan

  variables {
    web_size       = "fargate"
    database_class = "db.t4g.small"
  }
}

run "lambda_1000" {
  command = plan

  variables {
    web_size       = "lambda"
    database_class = "db.t4g.small"
  }
}

run "instance_10000" {
  command = plan

  variables {
    web_size            = "instance"
    instance_type       = "t4g.medium"
    instance_disk_gb    = 30
    database_class      = "db.t4g.medium"
    database_storage_gb = 100
    database_multi_az   = true
    worker_concurrency  = 40
  }
}

run "fargate_10000" {
  command = plan

  variables {
    web_size            = "fargate"
    fargate             = { cpu = 1024, memory_mb = 2048, minimum = 3, maximum = 10 }
    nat_gateways        = 2
    cache_node_type     = "cache.t4g.small"
    cache_nodes         = 2
    database_class      = "db.t4g.medium"
    database_storage_gb = 100
    database_multi_az   = true
    worker_concurrency  = 40
  }
}

run "lambda_10000" {
  command = plan

  variables {
    web_size            = "lambda"
    nat_gateways        = 2
    cache_node_type     = "cache.t4g.small"
    cache_nodes         = 2
    database_class      = "db.t4g.medium"
    database_storage_gb = 100
    database_multi_az   = true
    worker_concurrency  = 40
  }
}

# More connections than the database takes are refused before anything is made.
run "too_many_connections" {
  command = plan

  variables {
    web_size           = "fargate"
    worker_concurrency = 40
  }

  expect_failures = [output.database_connections]
}

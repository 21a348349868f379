# Groundplan on AWS. What differs between installations is a variable; what follows from the size stands in `locals`.

data "aws_caller_identity" "here" {}

locals {
  name = "groundplan-${var.environment}"
  tags = {
    Project     = "groundplan"
    Environment = var.environment
  }
  account_id = data.aws_caller_identity.here.account_id

  is_instance = var.web_size == "instance"
  is_fargate  = var.web_size == "fargate"
  is_function = var.web_size == "lambda"

  # Redis stands on the machine, or is ElastiCache. The machine's address is fixed, so that the worker finds it after a replacement.
  instance_ip = cidrhost(cidrsubnet(var.network_cidr, 4, 0), 10)

  # Lambda must outlive the job's own deadline, so that the worker itself reports a job that ran too long.
  worker_timeout_seconds = var.job_deadline_seconds + 60
}

module "network" {
  source = "../modules/network"

  name         = local.name
  region       = var.region
  cidr         = var.network_cidr
  nat_gateways = local.is_instance ? 0 : var.nat_gateways
}

module "database" {
  source = "../modules/database"

  name               = local.name
  instance_class     = var.database_class
  storage_gb         = var.database_storage_gb
  multi_az           = var.database_multi_az
  keep               = var.keep_data
  subnet_ids         = module.network.private_subnet_ids
  security_group_id  = module.network.security_group_ids["database"]
  log_retention_days = var.log_retention_days
}

module "cache" {
  source = "../modules/cache"
  count  = local.is_instance ? 0 : 1

  name              = local.name
  node_type         = var.cache_node_type
  nodes             = var.cache_nodes
  subnet_ids        = module.network.private_subnet_ids
  security_group_id = module.network.security_group_ids["cache"]
}

module "storage" {
  source = "../modules/storage"

  name           = local.name
  retention_days = var.artifact_retention_days
  keep           = var.keep_data
}

module "queue" {
  source = "../modules/queue"

  name                       = "${local.name}-jobs"
  visibility_timeout_seconds = local.worker_timeout_seconds
  alarm_topic_arn            = module.monitoring.alarm_topic_arn
}

module "mail" {
  source = "../modules/mail"

  name       = local.name
  domain     = var.domain
  region     = var.region
  account_id = local.account_id
}

module "identity" {
  source = "../modules/identity"

  name             = local.name
  region           = var.region
  account_id       = local.account_id
  roles            = local.roles
  queue_arn        = module.queue.arn
  dead_letter_arn  = module.queue.dead_letter_arn
  artifacts_arn    = module.storage.artifacts.arn
  releases_arn     = module.storage.releases.arn
  repository_arns  = local.is_instance ? [] : ["arn:aws:ecr:${var.region}:${local.account_id}:repository/${local.name}-web"]
  log_group_arns   = module.monitoring.log_group_arns
  parameters_arn   = "arn:aws:ssm:${var.region}:${local.account_id}:parameter${local.parameters_path}"
  owner_secret_arn = module.database.owner_secret_arn
  mail_arns        = module.mail.arns
  bedrock_models   = var.bedrock_models
}

module "secrets" {
  source = "../modules/secrets"

  path         = local.parameters_path
  settings     = local.settings
  secret_names = local.secret_names
}

# The release that a machine starts with; the deploy command writes it.
resource "aws_ssm_parameter" "release" {
  # checkov:skip=CKV2_AWS_34: the name of a release is no secret
  # checkov:skip=CKV_AWS_337: the same
  name           = "${local.parameters_path}/release"
  type           = "String"
  insecure_value = "none"

  lifecycle {
    ignore_changes = [insecure_value]
  }
}

module "worker" {
  source = "../modules/worker"

  name            = "${local.name}-worker"
  package         = var.worker_package
  releases_bucket = module.storage.releases.name
  runtime         = var.lambda_runtime
  memory_mb       = var.worker_memory_mb
  timeout_seconds = local.worker_timeout_seconds
  concurrency     = var.worker_concurrency
  queue_arn       = module.queue.arn
  role_arn        = module.identity.role_arns["worker"]
  log_group_name  = module.monitoring.log_group_names["worker"]

  settings = { SETTINGS_PATH = "${local.parameters_path}/worker" }

  network = {
    subnet_ids         = module.network.private_subnet_ids
    security_group_ids = [module.network.security_group_ids["worker"]]
  }
}

module "web" {
  source = "../modules/web"

  name    = local.name
  size    = var.web_size
  running = var.running
  region  = var.region

  network = {
    vpc_id                  = module.network.vpc_id
    cidr                    = module.network.cidr
    public_subnet_ids       = module.network.public_subnet_ids
    private_subnet_ids      = module.network.private_subnet_ids
    private_subnet_cidrs    = module.network.private_subnet_cidrs
    private_route_table_ids = module.network.private_route_table_ids
    security_group_ids      = module.network.security_group_ids
  }

  instance = {
    image      = var.instance_image
    type       = var.instance_type
    disk_gb    = var.instance_disk_gb
    private_ip = local.instance_ip
  }
  fargate = merge(var.fargate, { processes = local.web_processes })
  function = {
    package     = var.web_package
    runtime     = var.lambda_runtime
    memory_mb   = 1024
    concurrency = var.web_concurrency
  }

  image_tag       = var.image_tag
  parameters_path = local.parameters_path
  releases_bucket = module.storage.releases.name
  role_arns       = module.identity.role_arns
  role_names      = module.identity.role_names
  log_group_names = { for name, group in module.monitoring.log_group_names : name => group if name != "worker" }
}

module "cdn" {
  source = "../modules/cdn"

  name           = local.name
  domain         = var.domain
  zone_id        = var.zone_id
  pages_bucket   = module.storage.frontend.name
  pages_arn      = module.storage.frontend.arn
  pages_domain   = module.storage.frontend.domain_name
  web_origin     = module.web.origin
  web_is_private = !local.is_function
  page_policy    = local.page_policy
  page_headers   = local.page_headers

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }
}

resource "aws_route53_record" "mail" {
  for_each = var.zone_id == null ? {} : { for n, record in module.mail.dns_records : tostring(n) => record }

  zone_id = var.zone_id
  name    = each.value.name
  type    = each.value.type
  records = [each.value.value]
  ttl     = 300
}

module "monitoring" {
  source = "../modules/monitoring"

  name                 = local.name
  environment          = var.environment
  region               = var.region
  email                = var.alarm_email
  log_retention_days   = var.log_retention_days
  database             = module.database.identifier
  database_connections = local.database_connections
  queue                = module.queue.name
  dead_letters         = module.queue.dead_letter_name
  worker_function      = "${local.name}-worker"
  size                 = var.web_size
  instance_id          = module.web.instance_id
  load_balancer        = module.web.load_balancer
  api_id               = module.web.api_id
}

module "budget" {
  source = "../modules/budget"

  name        = local.name
  monthly_usd = var.budget_usd
  email       = var.alarm_email
}

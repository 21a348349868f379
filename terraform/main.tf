# Groundplan's own infrastructure: the queue, the worker behind it, and the store of its artifacts.

locals {
  prefix = "groundplan-${var.environment}"

  # Lambda must outlive the job's own deadline, so that the worker itself reports a job that ran too long.
  worker_timeout_seconds = var.job_deadline_seconds + 60
}

module "queue" {
  source = "./modules/queue"

  name                       = "${local.prefix}-jobs"
  visibility_timeout_seconds = local.worker_timeout_seconds
  alarm_topic_arn            = var.alarm_topic_arn
}

module "artifacts" {
  source = "./modules/artifacts"

  name_prefix    = "${local.prefix}-artifacts-"
  retention_days = var.artifact_retention_days
}

module "worker" {
  source = "./modules/worker"

  name                 = "${local.prefix}-worker"
  package              = var.worker_package
  runtime              = var.worker_runtime
  timeout_seconds      = local.worker_timeout_seconds
  maximum_concurrency  = var.worker_maximum_concurrency
  network              = var.worker_network
  queue_arn            = module.queue.arn
  artifacts_bucket_arn = module.artifacts.arn
  bedrock_models       = var.worker_bedrock_models

  settings = merge(
    {
      GROUNDPLAN_PROFILE          = "production"
      JOBS_QUEUE_NAME             = module.queue.name
      JOBS_DEAD_LETTER_QUEUE_NAME = module.queue.dead_letter_name
      ARTIFACTS_BUCKET            = module.artifacts.name
      JOB_DEADLINE_SECONDS        = tostring(var.job_deadline_seconds)
    },
    var.worker_settings,
  )
}

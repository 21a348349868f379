# The application's settings (docs/settings.md), by part, and who runs which part.

locals {
  parameters_path = "/groundplan/${var.environment}"

  everywhere = {
    GROUNDPLAN_PROFILE          = "production"
    GROUNDPLAN_ENVIRONMENT      = var.environment
    METRICS                     = "emf"
    AWS_REGION                  = var.region
    JOBS_QUEUE_NAME             = module.queue.name
    JOBS_DEAD_LETTER_QUEUE_NAME = module.queue.dead_letter_name
    ARTIFACTS_BUCKET            = module.storage.artifacts.name
    JOB_DEADLINE_SECONDS        = tostring(var.job_deadline_seconds)
    ARTIFACT_RETENTION_DAYS     = tostring(var.artifact_retention_days)
    DATABASE_CONNECTIONS        = tostring(local.connections_of_web)
  }

  settings = {
    web = merge(local.everywhere, var.settings, {
      WEB_URL              = "https://${var.domain}"
      LIVE_URL             = "wss://${var.domain}" # the pages ask /live of it; size lambda has none, and they poll
      OIDC_ISSUER          = var.oidc_issuer
      OIDC_CLIENT_ID       = var.oidc_client_id
      SES_EVENTS_TOPIC_ARN = module.mail.events_topic_arn
      TRUSTED_PROXIES      = local.is_instance ? "1" : "2" # CloudFront; and the load balancer, or API Gateway
    })
    chores = merge(local.everywhere, var.settings, {
      WEB_URL               = "https://${var.domain}"
      MAIL_SENDER           = "groundplan@${var.domain}"
      SES_CONFIGURATION_SET = module.mail.configuration_set
    })
    worker = merge(local.everywhere, var.settings, {
      DATABASE_CONNECTIONS = "4" # each of its containers has one job
    })
    migrate = {
      GROUNDPLAN_PROFILE        = "production"
      DATABASE_ADDRESS          = "${module.database.address}/${module.database.database}"
      DATABASE_OWNER_SECRET_ARN = module.database.owner_secret_arn
    }
  }

  secret_names = {
    web     = concat(["DATABASE_URL", "STAFF_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "OIDC_CLIENT_SECRET"], var.further_secrets.web)
    chores  = concat(["CHORES_DATABASE_URL", "REDIS_URL"], var.further_secrets.chores)
    worker  = concat(["DATABASE_URL", "REDIS_URL"], var.further_secrets.worker)
    migrate = ["DATABASE_URL", "CHORES_DATABASE_URL", "STAFF_DATABASE_URL"]
  }

  # A machine is all parts at once; a task or a function is one.
  roles = merge(
    { worker = { service = "lambda.amazonaws.com", description = "What the worker may do.", parts = ["worker"] } },
    local.is_instance ? {
      instance = { service = "ec2.amazonaws.com", description = "What the web tier's machine may do.", parts = ["machine", "web", "chores", "migrate"] }
    } : {},
    local.is_fargate ? {
      web = { service = "ecs-tasks.amazonaws.com", description = "What the web tier may do.", parts = ["web"] }
    } : {},
    local.is_function ? {
      web = { service = "lambda.amazonaws.com", description = "What the web tier may do.", parts = ["web", "function"] }
    } : {},
    local.is_instance ? {} : {
      chores  = { service = "ecs-tasks.amazonaws.com", description = "What the chores may do.", parts = ["chores"] }
      migrate = { service = "ecs-tasks.amazonaws.com", description = "What a migration may do.", parts = ["migrate"] }
      image   = { service = "ecs-tasks.amazonaws.com", description = "What ECS may do to start a task.", parts = ["image"] }
    },
  )

  # web/security_headers.py, for pages that come out of the bucket; tests/integration/infrastructure compares them.
  page_policy = join("; ", [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self' wss://${var.domain}",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types diagram-layout",
  ])
  page_headers = {
    Cross-Origin-Opener-Policy   = "same-origin"
    Cross-Origin-Resource-Policy = "same-origin"
    Permissions-Policy = join(", ", [for name in [
      "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media",
      "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
      "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    ] : "${name}=()"])
  }
}

# Sizes `fargate` and `lambda`: containers of one image. The chores are one task; migrations are a task that is started by hand or by a release.

locals {
  has_tasks = !local.is_instance

  container = {
    image                  = "${local.has_tasks ? aws_ecr_repository.web[0].repository_url : ""}:${var.image_tag}"
    essential              = true
    readonlyRootFilesystem = true
    user                   = "10001"
    linuxParameters        = { initProcessEnabled = true }
    mountPoints            = [{ sourceVolume = "scratch", containerPath = "/tmp", readOnly = false }]
  }

  # The same command as on the machine; `parts` says whose settings a process reads, and where its lines go.
  processes = {
    web     = { parts = "web", port = 8080, command = ["gunicorn", "-c", "web/gunicorn.conf.py", "web.wsgi:app"] }
    live    = { parts = "web", port = 8081, command = ["gunicorn", "-c", "web/live/gunicorn.conf.py", "web.live.wsgi:app"] }
    mcp     = { parts = "web", port = 8082, command = ["python", "-m", "web.mcp"] }
    chores  = { parts = "chores", port = null, command = ["python", "-m", "jobs.chores"] }
    migrate = { parts = "migrate", port = null, command = ["python", "-m", "jobs.migrate"] }
  }

  definitions = { for name, process in local.processes : name => merge(local.container, {
    name    = name
    command = concat(["python", "-m", "jobs.parameter_store"], process.command)
    environment = [for variable, value in {
      SETTINGS_PATH       = "${var.parameters_path}/${process.parts}"
      AWS_REGION          = var.region
      BIND_HOST           = "0.0.0.0"
      FORWARDED_ALLOW_IPS = var.network.cidr
      PORT                = tostring(coalesce(process.port, 0))
      WEB_CONCURRENCY     = tostring(var.fargate.processes)
    } : { name = variable, value = value }]
    portMappings = process.port == null ? [] : [{ containerPort = process.port, hostPort = process.port, protocol = "tcp" }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = var.log_group_names[process.parts == "migrate" ? "chores" : name]
        awslogs-region        = var.region
        awslogs-stream-prefix = name
      }
    }
  }) }
}

resource "aws_ecr_repository" "web" {
  # checkov:skip=CKV_AWS_136: encrypted by the registry's own keys; an image holds no secret
  count = local.has_tasks ? 1 : 0

  name                 = "${var.name}-web"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = true

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "web" {
  count = local.has_tasks ? 1 : 0

  repository = aws_ecr_repository.web[0].name
  policy = jsonencode({ rules = [{
    rulePriority = 1
    description  = "Ten releases to go back to."
    selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
    action       = { type = "expire" }
  }] })
}

resource "aws_ecs_cluster" "main" {
  # checkov:skip=CKV_AWS_65: container insights are billed as custom metrics; the load balancer and our own lines tell enough
  count = local.has_tasks ? 1 : 0

  name = var.name
}

resource "aws_ecs_task_definition" "chores" {
  for_each = local.has_tasks ? toset(["chores", "migrate"]) : toset([])

  family                   = "${var.name}-${each.key}"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  task_role_arn            = var.role_arns[each.key]
  execution_role_arn       = var.role_arns["image"]
  container_definitions    = jsonencode([local.definitions[each.key]])

  runtime_platform {
    cpu_architecture        = "ARM64"
    operating_system_family = "LINUX"
  }

  volume {
    name = "scratch"
  }
}

resource "aws_ecs_service" "chores" {
  # checkov:skip=CKV_AWS_332: LATEST is the default, and is what AWS patches
  count = local.has_tasks && var.running ? 1 : 0

  name            = "chores"
  cluster         = aws_ecs_cluster.main[0].id
  task_definition = aws_ecs_task_definition.chores["chores"].arn
  desired_count   = 1
  launch_type     = "FARGATE"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets         = var.network.private_subnet_ids
    security_groups = [var.network.security_group_ids["web"]]
  }

  lifecycle {
    ignore_changes = [task_definition] # a release's (stack/delivery)
  }
}

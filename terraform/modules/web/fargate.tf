# Size `fargate`: tasks of three containers behind a load balancer that only CloudFront reaches.

locals {
  targets = local.is_fargate ? {
    web  = { port = 8080, path = "/readyz" }
    live = { port = 8081, path = "/healthz" }
    mcp  = { port = 8082, path = "/healthz" }
  } : {}
}

resource "aws_lb" "web" {
  # checkov:skip=CKV_AWS_91: the application writes a line for each request
  # checkov:skip=CKV_AWS_150: it holds nothing, and comes back with the next apply
  # checkov:skip=CKV2_AWS_20: plain within the network; CloudFront speaks TLS with browsers
  # checkov:skip=CKV2_AWS_28: a firewall belongs before CloudFront, where the requests come in
  count = local.is_fargate ? 1 : 0

  name                       = var.name
  internal                   = true
  load_balancer_type         = "application"
  subnets                    = var.network.private_subnet_ids
  security_groups            = [var.network.security_group_ids["entry"]]
  drop_invalid_header_fields = true
  idle_timeout               = 120 # longer than the sockets' own pings, and than the longest wait for a job
}

resource "aws_lb_target_group" "web" {
  # checkov:skip=CKV_AWS_378: plain within the network
  for_each = local.targets

  name                 = "${var.name}-${each.key}"
  port                 = each.value.port
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.network.vpc_id
  deregistration_delay = 30

  health_check {
    path                = each.value.path
    interval            = 15
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "web" {
  # checkov:skip=CKV_AWS_2: plain within the network; only CloudFront's private connection reaches it
  # checkov:skip=CKV_AWS_103: the same
  count = local.is_fargate ? 1 : 0

  load_balancer_arn = aws_lb.web[0].arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["web"].arn
  }
}

resource "aws_lb_listener_rule" "path" {
  for_each = local.is_fargate ? { live = 10, mcp = 20 } : {}

  listener_arn = aws_lb_listener.web[0].arn
  priority     = each.value

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web[each.key].arn
  }

  condition {
    path_pattern {
      values = ["/${each.key}"]
    }
  }
}

resource "aws_ecs_task_definition" "web" {
  count = local.is_fargate ? 1 : 0

  family                   = "${var.name}-web"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = var.fargate.cpu
  memory                   = var.fargate.memory_mb
  task_role_arn            = var.role_arns["web"]
  execution_role_arn       = var.role_arns["image"]
  container_definitions    = jsonencode([for name in ["web", "live", "mcp"] : local.definitions[name]])

  runtime_platform {
    cpu_architecture        = "ARM64"
    operating_system_family = "LINUX"
  }

  volume {
    name = "scratch"
  }
}

# Made when it is to run: a count of none would stay, since autoscaling's is not ours to change.
resource "aws_ecs_service" "web" {
  # checkov:skip=CKV_AWS_332: LATEST is the default, and is what AWS patches
  count = local.is_fargate && var.running ? 1 : 0

  name                              = "web"
  cluster                           = aws_ecs_cluster.main[0].id
  task_definition                   = aws_ecs_task_definition.web[0].arn
  desired_count                     = var.fargate.minimum
  launch_type                       = "FARGATE"
  health_check_grace_period_seconds = 60

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets         = var.network.private_subnet_ids
    security_groups = [var.network.security_group_ids["web"]]
  }

  dynamic "load_balancer" {
    for_each = local.targets

    content {
      target_group_arn = aws_lb_target_group.web[load_balancer.key].arn
      container_name   = load_balancer.key
      container_port   = load_balancer.value.port
    }
  }

  lifecycle {
    ignore_changes = [desired_count, task_definition] # autoscaling's, and a release's (stack/delivery)
  }

  depends_on = [aws_lb_listener.web]
}

resource "aws_appautoscaling_target" "web" {
  count = local.is_fargate && var.running ? 1 : 0

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.main[0].name}/${aws_ecs_service.web[0].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.fargate.minimum
  max_capacity       = var.fargate.maximum
}

resource "aws_appautoscaling_policy" "web" {
  count = local.is_fargate && var.running ? 1 : 0

  name               = "processor"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.web[0].service_namespace
  resource_id        = aws_appautoscaling_target.web[0].resource_id
  scalable_dimension = aws_appautoscaling_target.web[0].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300 # sockets of a task that goes must connect again
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

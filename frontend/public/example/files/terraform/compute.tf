# Application: Runs the application; what fails is replaced, and capacity follows the load.
resource "aws_cloudwatch_log_group" "service" {
  name              = "/ecs/${local.name_prefix}-service"
  retention_in_days = 30
}

resource "aws_ecs_cluster" "service" {
  name = "${local.name_prefix}-service"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "service" {
  family                   = "${local.name_prefix}-service"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  task_role_arn            = aws_iam_role.service_task.arn
  execution_role_arn       = aws_iam_role.service_execution.arn

  container_definitions = jsonencode([
    {
      name      = "service"
      image     = var.service_image
      essential = true

      portMappings = [
        {
          containerPort = 80
          protocol      = "tcp"
        }
      ]

      environment = [
        for name, value in {
          DATABASE_HOST       = aws_db_instance.database.address
          DATABASE_PORT       = 5432
          DATABASE_DATABASE   = "app"
          DATABASE_SECRET_ARN = try(aws_db_instance.database.master_user_secret[0].secret_arn, "arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:rds!db-*")
          CACHE_HOST          = aws_elasticache_replication_group.cache.primary_endpoint_address
          CACHE_URL           = "rediss://${aws_elasticache_replication_group.cache.primary_endpoint_address}:6379"
          FILES_BUCKET_NAME   = "${local.name_prefix}-files"
          SECRETS_SECRET_ARN  = aws_secretsmanager_secret.secrets.arn
        } : { name = name, value = tostring(value) }
      ]

      linuxParameters = {
        initProcessEnabled = true
      }

      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.service.name
          awslogs-region        = var.region
          awslogs-stream-prefix = "service"
        }
      }
    }
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

resource "aws_ecs_service" "service" {
  name                               = "${local.name_prefix}-service"
  cluster                            = aws_ecs_cluster.service.id
  task_definition                    = aws_ecs_task_definition.service.arn
  desired_count                      = var.service_desired_count
  launch_type                        = "FARGATE"
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  propagate_tags                     = "SERVICE"
  enable_ecs_managed_tags            = true
  health_check_grace_period_seconds  = 60

  network_configuration {
    subnets          = aws_subnet.network_private[*].id
    security_groups  = [aws_security_group.service.id]
    assign_public_ip = false
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.load_balancer_to_service.arn
    container_name   = "service"
    container_port   = 80
  }

  # Autoscaling owns the number of tasks.
  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [aws_iam_role_policy.service_execution, aws_lb_listener.load_balancer]
}

resource "aws_appautoscaling_target" "service" {
  count = var.service_autoscaling ? 1 : 0

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.service.name}/${aws_ecs_service.service.name}"
  min_capacity       = 2
  max_capacity       = 6
}

resource "aws_appautoscaling_policy" "service" {
  count = var.service_autoscaling ? 1 : 0

  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.service[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.service[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.service[0].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = 60
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

# Image registry: Holds the container images that are deployed.
resource "aws_ecr_repository" "registry" {
  name                 = "${local.name_prefix}-registry"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = !var.deletion_protection

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "AES256"
  }
}

resource "aws_ecr_lifecycle_policy" "registry" {
  repository = aws_ecr_repository.registry.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images expire after two weeks"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "Only the newest are kept"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 }
        action       = { type = "expire" }
      },
    ]
  })
}

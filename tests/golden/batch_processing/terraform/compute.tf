# Job servers: Runs the jobs on capacity that comes and goes with them. The request names it: “AWS Batch”.
resource "aws_cloudwatch_log_group" "compute" {
  name              = "/batch/${local.name_prefix}-compute"
  retention_in_days = 30
}

resource "aws_iam_instance_profile" "compute" {
  name = "${local.name_prefix}-compute"
  role = aws_iam_role.compute_instance.name
}

resource "aws_launch_template" "compute" {
  name                   = "${local.name_prefix}-compute"
  update_default_version = true

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type = "gp3"
      volume_size = 50
      encrypted   = true
    }
  }
}

resource "aws_batch_compute_environment" "compute" {
  compute_environment_name_prefix = "${local.name_prefix}-compute-"
  type                            = "MANAGED"

  compute_resources {
    type                = "SPOT"
    max_vcpus           = 64
    subnets             = aws_subnet.network_private[*].id
    security_group_ids  = [aws_security_group.compute.id]
    min_vcpus           = 0
    instance_type       = ["optimal"]
    instance_role       = aws_iam_instance_profile.compute.arn
    allocation_strategy = "SPOT_PRICE_CAPACITY_OPTIMIZED"

    # Amazon Linux 2, which Batch takes otherwise, is at its end.
    ec2_configuration {
      image_type = "ECS_AL2023"
    }

    launch_template {
      launch_template_id = aws_launch_template.compute.id
      version            = "$Latest"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_batch_job_queue" "compute" {
  name     = "${local.name_prefix}-compute"
  state    = "ENABLED"
  priority = 1

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.compute.arn
  }
}

resource "aws_batch_job_definition" "compute" {
  name                  = "${local.name_prefix}-compute"
  type                  = "container"
  platform_capabilities = ["EC2"]
  propagate_tags        = true

  container_properties = jsonencode({
    image            = var.compute_image
    command          = ["echo", "The job runs. Give it your image."]
    jobRoleArn       = aws_iam_role.compute_job.arn
    executionRoleArn = aws_iam_role.compute_execution.arn
    resourceRequirements = [
      { type = "VCPU", value = "1" },
      { type = "MEMORY", value = "2048" },
    ]
    environment = [
      for name, value in {
        DATA_BUCKET_NAME        = "${local.name_prefix}-data"
        NOTIFICATIONS_TOPIC_ARN = aws_sns_topic.notifications.arn
      } : { name = name, value = tostring(value) }
    ]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.compute.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "compute"
      }
    }
  })

  retry_strategy {
    attempts = 3
  }

  timeout {
    attempt_duration_seconds = 3600
  }
}

# Image registry: Holds the images that jobs run.
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

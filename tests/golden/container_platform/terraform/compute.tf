# Services: Runs the services; what fails is replaced, and capacity follows the load. The request names it:
# “Kubernetes”.
# EKS would make the log group itself, without a retention.
resource "aws_cloudwatch_log_group" "cluster" {
  name              = "/aws/eks/${local.name_prefix}-cluster/cluster"
  retention_in_days = 90
}

resource "aws_eks_cluster" "cluster" {
  name                          = "${local.name_prefix}-cluster"
  role_arn                      = aws_iam_role.cluster_cluster.arn
  version                       = "1.34"
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]
  bootstrap_self_managed_addons = false

  vpc_config {
    subnet_ids              = aws_subnet.network_private[*].id
    endpoint_private_access = true
    endpoint_public_access  = false
  }

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = true
  }

  upgrade_policy {
    support_type = "STANDARD"
  }

  depends_on = [
    aws_cloudwatch_log_group.cluster,
    aws_iam_role_policy_attachment.cluster_cluster_amazon_ekscluster_policy,
  ]
}

resource "aws_eks_addon" "cluster" {
  for_each = toset(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"])

  cluster_name = aws_eks_cluster.cluster.name
  addon_name   = each.key
}

# These two run as pods, and wait for a node.
resource "aws_eks_addon" "cluster_dns" {
  cluster_name = aws_eks_cluster.cluster.name
  addon_name   = "coredns"

  depends_on = [aws_eks_node_group.cluster]
}

resource "aws_eks_addon" "cluster_storage" {
  cluster_name = aws_eks_cluster.cluster.name
  addon_name   = "aws-ebs-csi-driver"

  pod_identity_association {
    role_arn        = aws_iam_role.cluster_storage.arn
    service_account = "ebs-csi-controller-sa"
  }

  depends_on = [aws_eks_node_group.cluster]
}

resource "aws_launch_template" "cluster" {
  name                   = "${local.name_prefix}-cluster-nodes"
  update_default_version = true
  vpc_security_group_ids = [
    aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id,
    aws_security_group.cluster.id,
  ]

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_type           = "gp3"
      volume_size           = 50
      encrypted             = true
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags = {
      Name        = "${local.name_prefix}-cluster-node"
      Project     = var.project
      Environment = var.environment
    }
  }
}

resource "aws_eks_node_group" "cluster" {
  cluster_name    = aws_eks_cluster.cluster.name
  node_group_name = "nodes"
  node_role_arn   = aws_iam_role.cluster_node.arn
  subnet_ids      = aws_subnet.network_private[*].id
  ami_type        = "AL2023_x86_64_STANDARD"
  capacity_type   = "ON_DEMAND"
  instance_types  = ["m6i.large"]

  launch_template {
    id      = aws_launch_template.cluster.id
    version = aws_launch_template.cluster.latest_version
  }

  scaling_config {
    desired_size = 2
    min_size     = 2
    max_size     = 6
  }

  update_config {
    max_unavailable = 1
  }

  # The autoscaler of the cluster owns the number of nodes.
  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [
    aws_eks_addon.cluster,
    aws_iam_role_policy_attachment.cluster_node_amazon_eksworker_node_policy,
    aws_iam_role_policy_attachment.cluster_node_amazon_eks_cni_policy,
    aws_iam_role_policy_attachment.cluster_node_amazon_ec2_container_registry_pull_only,
  ]
}

# Pods of this service account get the permissions of the connections.
resource "aws_eks_pod_identity_association" "cluster" {
  cluster_name    = aws_eks_cluster.cluster.name
  namespace       = "default"
  service_account = "app"
  role_arn        = aws_iam_role.cluster_workload.arn
}

# The AWS Load Balancer Controller, once it is installed, keeps the target groups.
resource "aws_eks_pod_identity_association" "cluster_balancing" {
  cluster_name    = aws_eks_cluster.cluster.name
  namespace       = "kube-system"
  service_account = "aws-load-balancer-controller"
  role_arn        = aws_iam_role.cluster_balancing.arn
}

resource "aws_ssm_parameter" "cluster_settings" {
  name        = "/${local.name_prefix}-cluster/settings"
  description = "What the workload of cluster is connected to"
  type        = "String"
  value = jsonencode({
    DATABASE_HOST        = aws_rds_cluster.database.endpoint
    DATABASE_READER_HOST = aws_rds_cluster.database.reader_endpoint
    DATABASE_PORT        = 5432
    DATABASE_DATABASE    = "app"
    DATABASE_SECRET_ARN  = aws_rds_cluster.database.master_user_secret[0].secret_arn
    CACHE_HOST           = aws_elasticache_replication_group.cache.primary_endpoint_address
    CACHE_URL            = "rediss://${aws_elasticache_replication_group.cache.primary_endpoint_address}:6379"
    SECRETS_SECRET_ARN   = aws_secretsmanager_secret.secrets.arn
    METRICS_ENDPOINT     = aws_prometheus_workspace.metrics.prometheus_endpoint
  })
}

# Image registry: Holds the container images that are deployed, and scans them.
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

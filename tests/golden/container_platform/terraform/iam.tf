data "aws_iam_policy_document" "trust_vpc_flow_logs_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["vpc-flow-logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "trust_pods_eks_with_tags" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "trust_eks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["eks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "trust_ec2" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "trust_grafana_in_this_account" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["grafana.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "network_flow_logs" {
  name               = "${local.name_prefix}-network-flow-logs"
  assume_role_policy = data.aws_iam_policy_document.trust_vpc_flow_logs_in_this_account.json
}

data "aws_iam_policy_document" "network_flow_logs" {
  statement {
    sid       = "OwnLogs"
    actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.network_flow_logs.arn}:*"]
  }
}

resource "aws_iam_role_policy" "network_flow_logs" {
  name   = "permissions"
  role   = aws_iam_role.network_flow_logs.id
  policy = data.aws_iam_policy_document.network_flow_logs.json
}

resource "aws_iam_role" "cluster_workload" {
  name               = "${local.name_prefix}-cluster-workload"
  assume_role_policy = data.aws_iam_policy_document.trust_pods_eks_with_tags.json
}

data "aws_iam_policy_document" "cluster_workload" {
  statement {
    sid     = "OwnSsm"
    actions = ["ssm:GetParameter"]
    resources = [
      "arn:${data.aws_partition.current.partition}:ssm:${var.region}:${data.aws_caller_identity.current.account_id}:parameter/${local.name_prefix}-cluster/settings",
    ]
  }

  statement {
    sid       = "ClusterToDatabase"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [aws_rds_cluster.database.master_user_secret[0].secret_arn]
  }

  statement {
    sid       = "ClusterToSecrets"
    actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
    resources = [aws_secretsmanager_secret.secrets.arn]
  }

  statement {
    sid = "ClusterToMetrics"
    actions = [
      "aps:GetLabels",
      "aps:GetMetricMetadata",
      "aps:GetSeries",
      "aps:QueryMetrics",
      "aps:RemoteWrite",
    ]
    resources = [aws_prometheus_workspace.metrics.arn]
  }
}

resource "aws_iam_role_policy" "cluster_workload" {
  name   = "permissions"
  role   = aws_iam_role.cluster_workload.id
  policy = data.aws_iam_policy_document.cluster_workload.json
}

resource "aws_iam_role" "cluster_cluster" {
  name               = "${local.name_prefix}-cluster-cluster"
  assume_role_policy = data.aws_iam_policy_document.trust_eks.json
}

resource "aws_iam_role_policy_attachment" "cluster_cluster_amazon_ekscluster_policy" {
  role       = aws_iam_role.cluster_cluster.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKSClusterPolicy"
}

resource "aws_iam_role" "cluster_node" {
  name               = "${local.name_prefix}-cluster-node"
  assume_role_policy = data.aws_iam_policy_document.trust_ec2.json
}

resource "aws_iam_role_policy_attachment" "cluster_node_amazon_eksworker_node_policy" {
  role       = aws_iam_role.cluster_node.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKSWorkerNodePolicy"
}

resource "aws_iam_role_policy_attachment" "cluster_node_amazon_eks_cni_policy" {
  role       = aws_iam_role.cluster_node.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKS_CNI_Policy"
}

resource "aws_iam_role_policy_attachment" "cluster_node_amazon_ec2_container_registry_pull_only" {
  role       = aws_iam_role.cluster_node.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly"
}

resource "aws_iam_role_policy_attachment" "cluster_node_amazon_ssmmanaged_instance_core" {
  role       = aws_iam_role.cluster_node.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

data "aws_iam_policy_document" "cluster_node" {
  statement {
    sid       = "RegistryToCluster"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [aws_ecr_repository.registry.arn]
  }

  statement {
    sid     = "RegistryToCluster2"
    actions = ["ecr:GetAuthorizationToken"]
    # The token is for the registry, not for a repository.
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "cluster_node" {
  name   = "permissions"
  role   = aws_iam_role.cluster_node.id
  policy = data.aws_iam_policy_document.cluster_node.json
}

resource "aws_iam_role" "cluster_storage" {
  name               = "${local.name_prefix}-cluster-storage"
  assume_role_policy = data.aws_iam_policy_document.trust_pods_eks_with_tags.json
}

resource "aws_iam_role_policy_attachment" "cluster_storage_amazon_ebscsidriver_policy" {
  role       = aws_iam_role.cluster_storage.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"
}

resource "aws_iam_role" "cluster_balancing" {
  name               = "${local.name_prefix}-cluster-balancing"
  assume_role_policy = data.aws_iam_policy_document.trust_pods_eks_with_tags.json
}

data "aws_iam_policy_document" "cluster_balancing" {
  statement {
    sid     = "LoadBalancerToCluster"
    actions = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]
    resources = [
      "arn:${data.aws_partition.current.partition}:elasticloadbalancing:${var.region}:${data.aws_caller_identity.current.account_id}:targetgroup/*/*",
    ]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/Connection"
      values   = ["load_balancer_to_cluster"]
    }
  }

  statement {
    sid = "LoadBalancerToCluster2"
    actions = [
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInstances",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ]
    # EC2 and Elastic Load Balancing have no resources for describing.
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "cluster_balancing" {
  name   = "permissions"
  role   = aws_iam_role.cluster_balancing.id
  policy = data.aws_iam_policy_document.cluster_balancing.json
}

resource "aws_iam_role" "grafana_workspace" {
  name               = "${local.name_prefix}-grafana-workspace"
  assume_role_policy = data.aws_iam_policy_document.trust_grafana_in_this_account.json
}

data "aws_iam_policy_document" "grafana_workspace" {
  statement {
    sid = "OwnCloudwatch"
    actions = [
      "cloudwatch:DescribeAlarmHistory",
      "cloudwatch:DescribeAlarms",
      "cloudwatch:DescribeAlarmsForMetric",
      "cloudwatch:GetMetricData",
      "cloudwatch:ListMetrics",
      "ec2:DescribeRegions",
      "tag:GetResources",
    ]
    # Reading metrics has no resource in CloudWatch.
    resources = ["*"]
  }

  statement {
    sid = "GrafanaToMetrics"
    actions = [
      "aps:DescribeWorkspace",
      "aps:GetLabels",
      "aps:GetMetricMetadata",
      "aps:GetSeries",
      "aps:QueryMetrics",
    ]
    resources = [aws_prometheus_workspace.metrics.arn]
  }

  statement {
    sid     = "GrafanaToMetrics2"
    actions = ["aps:ListWorkspaces"]
    # Listing has no resource.
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "grafana_workspace" {
  name   = "permissions"
  role   = aws_iam_role.grafana_workspace.id
  policy = data.aws_iam_policy_document.grafana_workspace.json
}

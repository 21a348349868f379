# Once for each account: who may deliver. GitHub Actions signs in by OpenID Connect, with a role for each environment; no key is kept anywhere.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

variable "region" {
  description = "AWS region, such as eu-central-1."
  type        = string
}

variable "repository" {
  description = "The repository on GitHub, as owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "The repository is owner/name: a star would let others in."
  }
}

variable "environments" {
  description = "Environments of GitHub that deliver into this account, each of the same name in terraform/main."
  type        = set(string)
  default     = ["staging", "production"]

  validation {
    condition     = alltrue([for name in var.environments : can(regex("^[a-z][a-z0-9-]{1,20}$", name))])
    error_message = "An environment is small letters, digits and dashes."
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "groundplan" }
  }
}

data "aws_caller_identity" "here" {}

locals {
  issuer  = "token.actions.githubusercontent.com"
  account = "${var.region}:${data.aws_caller_identity.here.account_id}"
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "trust" {
  for_each = var.environments

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }

    # Jobs of this environment alone: whom it asks for approval, and from which branch, GitHub holds.
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = ["repo:${var.repository}:environment:${each.key}"]
    }
  }
}

# What stack/delivery calls, on what has this environment's name. Infrastructure is not changed by a delivery.
data "aws_iam_policy_document" "deliver" {
  # checkov:skip=CKV_AWS_356: what has a star for its resource takes none
  for_each = var.environments

  statement {
    sid       = "ListBuckets"
    actions   = ["s3:ListBucket"]
    resources = [for bucket in ["frontend", "releases"] : "arn:aws:s3:::groundplan-${each.key}-${bucket}-*"]
  }

  statement {
    sid       = "UploadPages"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"]
    resources = ["arn:aws:s3:::groundplan-${each.key}-frontend-*/*"]
  }

  statement {
    sid       = "UploadReleases"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::groundplan-${each.key}-releases-*/*"]
  }

  statement {
    sid       = "ForgetOldPages"
    actions   = ["cloudfront:CreateInvalidation"]
    resources = ["arn:aws:cloudfront::${data.aws_caller_identity.here.account_id}:distribution/*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/Environment"
      values   = [each.key]
    }
  }

  statement {
    sid = "BringFunctions"
    actions = [
      "lambda:GetAlias", "lambda:GetFunctionConfiguration", "lambda:InvokeFunction", "lambda:PublishVersion",
      "lambda:UpdateAlias", "lambda:UpdateFunctionCode",
    ]
    resources = [for part in ["web", "worker"] : "arn:aws:lambda:${local.account}:function:groundplan-${each.key}-${part}*"]
  }

  statement {
    sid       = "ReadTheRelease"
    actions   = ["ssm:GetParameter"]
    resources = ["arn:aws:ssm:${local.account}:parameter/groundplan/${each.key}/release"]
  }

  statement {
    sid       = "CommandTheMachine"
    actions   = ["ssm:SendCommand"]
    resources = ["arn:aws:ssm:${local.account}:document/groundplan-${each.key}-deploy"]
  }

  statement {
    sid       = "OfThisEnvironment"
    actions   = ["ssm:SendCommand"]
    resources = ["arn:aws:ec2:${local.account}:instance/*"]

    condition {
      test     = "StringEquals"
      variable = "ssm:resourceTag/Environment"
      values   = [each.key]
    }
  }

  statement {
    sid     = "BringContainers"
    actions = ["ecs:DescribeServices", "ecs:DescribeTasks", "ecs:RunTask", "ecs:UpdateService"]
    resources = [
      "arn:aws:ecs:${local.account}:service/groundplan-${each.key}/*",
      "arn:aws:ecs:${local.account}:task/groundplan-${each.key}/*",
      "arn:aws:ecs:${local.account}:task-definition/groundplan-${each.key}-migrate:*",
    ]
  }

  statement {
    sid       = "HandRolesToContainers"
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${data.aws_caller_identity.here.account_id}:role/groundplan-${each.key}-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid = "PushImages"
    actions = [
      "ecr:BatchCheckLayerAvailability", "ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
    ]
    resources = ["arn:aws:ecr:${local.account}:repository/groundplan-${each.key}-web"]
  }

  # None of these takes a resource.
  statement {
    sid = "Look"
    actions = [
      "cloudwatch:GetMetricData", "ecr:GetAuthorizationToken", "ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition",
      "ssm:GetCommandInvocation",
    ]
    resources = ["*"]
  }
}

resource "aws_iam_role" "deliver" {
  for_each = var.environments

  name                 = "groundplan-deliver-${each.key}"
  description          = "Releases of Groundplan to ${each.key}, by GitHub Actions."
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "deliver" {
  for_each = var.environments

  name   = "deliver"
  role   = aws_iam_role.deliver[each.key].id
  policy = data.aws_iam_policy_document.deliver[each.key].json
}

output "role_arns" {
  description = "By environment: the variable AWS_ROLE_ARN of that environment on GitHub."
  value       = { for name, role in aws_iam_role.deliver : name => role.arn }
}

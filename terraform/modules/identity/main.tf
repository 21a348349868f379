# Each role may do what its parts' code calls (statements.tf) and is denied everything else, whatever is ever attached to it.
# The boundary says the same for all of them together, so that no new policy can give more.

data "aws_iam_policy_document" "trust" {
  for_each = var.roles

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.value.service]
    }

    # Lambda and EC2 set no source account; tasks do, and nobody else's may take the role.
    dynamic "condition" {
      for_each = each.value.service == "ecs-tasks.amazonaws.com" ? [1] : []

      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [var.account_id]
      }
    }
  }
}

locals {
  statements = { for role, about in var.roles : role => flatten([for part in about.parts : local.parts[part]]) }
  actions    = { for role, list in local.statements : role => distinct(flatten(list[*].actions)) }
}

data "aws_iam_policy_document" "role" {
  for_each = var.roles

  dynamic "statement" {
    for_each = local.statements[each.key]

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = statement.value.through == "" ? [] : [statement.value.through]

        content {
          test     = "StringEquals"
          variable = "kms:ViaService"
          values   = [condition.value]
        }
      }
    }
  }

  statement {
    sid         = "DenyAllElse"
    effect      = "Deny"
    not_actions = local.actions[each.key]
    resources   = ["*"]
  }
}

data "aws_iam_policy_document" "boundary" {
  # checkov:skip=CKV_AWS_107: a boundary gives nothing; the roles' own policies name resources
  # checkov:skip=CKV_AWS_108: the same
  # checkov:skip=CKV_AWS_109: the same
  # checkov:skip=CKV_AWS_111: the same
  # checkov:skip=CKV_AWS_356: the same
  statement {
    sid       = "NoMoreThanThis"
    actions   = sort(distinct(flatten(values(local.actions))))
    resources = ["*"]
  }

  statement {
    sid       = "NeverThese"
    effect    = "Deny"
    actions   = ["iam:*", "organizations:*", "account:*", "cloudformation:*", "sts:AssumeRole"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "boundary" {
  name        = "${var.name}-boundary"
  description = "The most that any role of Groundplan can be given."
  policy      = data.aws_iam_policy_document.boundary.json
}

resource "aws_iam_role" "main" {
  for_each = var.roles

  name                 = "${var.name}-${each.key}"
  description          = each.value.description
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  permissions_boundary = aws_iam_policy.boundary.arn
}

resource "aws_iam_role_policy" "main" {
  for_each = var.roles

  name   = each.key
  role   = aws_iam_role.main[each.key].id
  policy = data.aws_iam_policy_document.role[each.key].json
}

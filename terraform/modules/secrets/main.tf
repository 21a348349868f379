# Settings by part, as parameters of Systems Manager: /groundplan/<environment>/<part>/<NAME>. Each part reads its own path.
# Terraform knows the plain ones. The secret ones it makes with a value that nothing starts with (jobs/parameter_store.py refuses it);
# `make secrets` fills them. They are write-only, so that neither the state nor a plan ever holds them.

locals {
  plain  = { for one in flatten([for part, list in var.settings : [for name, value in list : { part = part, name = name, value = value }]]) : "${one.part}/${one.name}" => one.value }
  secret = toset(flatten([for part, names in var.secret_names : [for name in names : "${part}/${name}"]]))
}

resource "aws_ssm_parameter" "plain" {
  # checkov:skip=CKV2_AWS_34: these are no secrets, and are read by people
  # checkov:skip=CKV_AWS_337: the same
  for_each = local.plain

  name           = "${var.path}/${each.key}"
  type           = "String"
  insecure_value = each.value
}

resource "aws_ssm_parameter" "secret" {
  # checkov:skip=CKV_AWS_337: encrypted by the account's own key for parameters, which costs nothing
  for_each = local.secret

  name             = "${var.path}/${each.key}"
  type             = "SecureString"
  value_wo         = "unset"
  value_wo_version = 1 # never raised: what `make secrets` wrote stays
}

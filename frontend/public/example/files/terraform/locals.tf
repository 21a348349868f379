data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Names end in letters of this deployment's own, so that the module can be applied twice in one account.
resource "terraform_data" "suffix" {
  input = substr(replace(uuid(), "-", ""), 0, 6)

  lifecycle {
    ignore_changes = [input]
  }
}

locals {
  name_prefix = "${var.project}-${var.environment}-${terraform_data.suffix.output}"
}

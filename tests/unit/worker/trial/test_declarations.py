from worker.trial.declarations import Declarations, unindexed

FILES = {
    "main.tf": """
locals {
  name_prefix = "shop-${terraform_data.suffix.output}"
  orders_arn  = aws_sqs_queue.orders.arn
}

resource "terraform_data" "suffix" {
  input = "x"
}

resource "aws_sqs_queue" "orders" {
  name = "${local.name_prefix}-orders"
}

resource "aws_lambda_function" "worker" {
  environment {
    variables = { ORDERS = local.orders_arn }
  }
}

data "aws_iam_policy_document" "worker" {
  statement {
    resources = [aws_lambda_function.worker.arn]
  }
}

resource "aws_s3_bucket" "files" {
  bucket = "files"
}
""",
    "providers.tf": """
provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}
""",
    "variables.tf": """
variable "region" {
  type = string
}
""",
    "modules/other.tf": """
resource "aws_sns_topic" "not_ours" {
}
""",
}
DECLARED = Declarations(FILES)


def test_resources_and_data_sources_of_the_folder_itself_are_found() -> None:
    assert set(DECLARED.resources) == {
        "terraform_data.suffix",
        "aws_sqs_queue.orders",
        "aws_lambda_function.worker",
        "data.aws_iam_policy_document.worker",
        "aws_s3_bucket.files",
    }
    assert DECLARED.resources["data.aws_iam_policy_document.worker"].is_data


def test_references_are_followed_through_locals() -> None:
    assert "aws_sqs_queue.orders" in DECLARED.resources["aws_lambda_function.worker"].references


def test_what_rests_on_a_resource_is_found_and_says_on_which() -> None:
    resting = DECLARED.resting_on({"aws_sqs_queue.orders"})
    assert resting == {
        "aws_lambda_function.worker": "aws_sqs_queue.orders",
        "data.aws_iam_policy_document.worker": "aws_sqs_queue.orders",
    }


def test_providers_and_variables_are_known() -> None:
    assert DECLARED.aliases == ("us_east_1",)
    assert DECLARED.variables == {"region"}


def test_an_index_is_taken_off_an_address() -> None:
    assert unindexed('aws_subnet.network["a"]') == "aws_subnet.network"

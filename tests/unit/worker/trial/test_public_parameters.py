from worker.trial.emulator_gaps import load_gaps
from worker.trial.public_parameters import IMAGE_TYPE, image_override, with_known_images

KNOWN = load_gaps().public_parameters
UBUNTU = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"
TERRAFORM = f"""
data "aws_ssm_parameter" "image" {{
  name = "{UBUNTU}"
}}

data "aws_ssm_parameter" "linux" {{
  name = "{KNOWN[0]}"
}}

data "aws_ssm_parameter" "own" {{
  name = "/orders/colour"
}}

resource "aws_ssm_parameter" "written" {{
  name = "{UBUNTU}"
}}
"""


def test_another_image_is_read_where_the_emulator_lacks_it_and_that_is_told() -> None:
    text, lent = image_override(TERRAFORM, KNOWN)
    assert text == f'data "aws_ssm_parameter" "image" {{\n  name = "{KNOWN[0]}"\n}}\n'
    assert lent == (UBUNTU,)


def test_a_template_gets_an_image_that_is_there_and_keeps_all_else() -> None:
    parameters = {
        "Image": {"Type": IMAGE_TYPE, "Default": UBUNTU},
        "Linux": {"Type": IMAGE_TYPE, "Default": KNOWN[1]},
        "Project": {"Type": "String", "Default": "orders"},
    }
    fitted = with_known_images(parameters, KNOWN)
    assert {name: one["Default"] for name, one in fitted.items()} == {
        "Image": KNOWN[0],
        "Linux": KNOWN[1],
        "Project": "orders",
    }

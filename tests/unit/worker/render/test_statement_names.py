"""Statements of one role have names of their own: IAM refuses a policy in which two share one."""

from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.render import cloudformation_yaml
from worker.render.cloudformation import render_cloudformation


def test_a_second_bucket_does_not_take_the_name_of_the_firsts_second_statement() -> None:
    catalogue = load_catalogue()
    made = plan(read_requirements("A Lambda function that works on three S3 buckets", catalogue=catalogue), catalogue)
    assert sum(component.block == "s3_bucket" for component in made.components) == 3
    template = cloudformation_yaml.load(render_cloudformation(made, catalogue)["template.yaml"].decode())
    policies = [one for one in template["Resources"].values() if one["Type"] == "AWS::IAM::Policy"]
    assert policies
    for policy in policies:
        names = [statement["Sid"] for statement in policy["Properties"]["PolicyDocument"]["Statement"]]
        assert len(names) == len(set(names))

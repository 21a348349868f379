"""What a stack update makes anew, by CloudFormation's own schemas."""

import pytest
import yaml

from worker.architecture.model import Architecture, Component
from worker.checks.deployment_effects import deployment_effects

DESIGN = Architecture(
    title="T", project="shop", components=(Component(id="data", block="dynamodb_table", name="Data"),)
)


@pytest.fixture
def effects():
    def compared(before, after, *, new=DESIGN, parameters=()):
        texts = []
        for resources, defaults in zip((before, after), parameters or ({}, {}), strict=True):
            declared = {name: {"Type": "String", "Default": value} for name, value in defaults.items()}
            texts.append(yaml.safe_dump({"Parameters": declared, "Resources": resources}).encode())
        found = deployment_effects(*texts, DESIGN, new)
        return {one.resource: (one.action, one.data) for one in found}

    return compared


def table(name="orders", **more):
    return {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": name, **more}}


def test_nothing_is_done_where_nothing_changed(effects):
    assert effects({"Data": table()}, {"Data": table()}) == {}


def test_a_create_only_property_makes_a_store_anew_and_loses_its_data(effects):
    assert effects({"Data": table("a")}, {"Data": table("b")}) == {"Data": ("replace", "lost")}
    kept = {**table("a"), "UpdateReplacePolicy": "Retain"}
    assert effects({"Data": kept}, {"Data": table("b")}) == {"Data": ("replace", "kept")}


def test_another_property_changes_in_place(effects):
    after = {"Data": table(BillingMode="PAY_PER_REQUEST")}
    assert effects({"Data": table()}, after) == {"Data": ("update", "")}


def test_the_default_of_a_parameter_counts_as_the_value(effects):
    both = {"Data": table({"Ref": "Name"})}
    assert effects(both, both, parameters=({"Name": "a"}, {"Name": "b"})) == {"Data": ("replace", "lost")}


def test_what_is_bound_to_something_new_is_made_anew_too(effects):
    def resources(cidr):
        network = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": cidr}}
        subnet = {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.1.0/24"}}
        return {"Vpc": network, "Subnet": subnet}

    found = effects(resources("10.0.0.0/16"), resources("10.1.0.0/16"))
    assert found == {"Vpc": ("replace", ""), "Subnet": ("replace", "")}


def test_what_comes_and_goes_is_told(effects):
    queue = {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Snapshot"}
    assert effects({"Q": queue}, {"Data": table()}) == {"Data": ("create", ""), "Q": ("delete", "snapshot")}


def test_in_another_region_everything_is_new(effects):
    elsewhere = DESIGN.model_copy(update={"region": "eu-west-1"})
    assert effects({"Data": table()}, {"Data": table()}, new=elsewhere) == {"Data": ("replace", "lost")}

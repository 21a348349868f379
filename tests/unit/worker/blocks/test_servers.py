from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.options import is_entry, placement_of

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]
Module = Callable[[Architecture], str]


def _of(template: dict[str, Any], kind: str) -> dict[str, Any]:
    return {name: r["Properties"] for name, r in template["Resources"].items() if r["Type"] == kind}


def test_a_server_has_no_way_in_from_the_internet(architecture: Make, template: Template) -> None:
    made = template(architecture({"app": "ec2_instance"}))
    (interface,) = made["Resources"]["App"]["Properties"]["NetworkInterfaces"]
    assert (interface["AssociatePublicIpAddress"], interface["SubnetId"]) == (False, {"Ref": "NetworkPrivateSubnet1"})
    assert not _of(made, "AWS::EC2::SecurityGroupIngress")


def test_a_server_with_a_public_address_stands_in_a_public_subnet(architecture: Make, template: Template) -> None:
    made = architecture(
        {"app": "ec2_instance"}, options={"app": {"public_address": "elastic", "public_ports": ["443"]}}
    )
    assert placement_of(made.component("app"), load_catalogue()) == "public_subnets"
    assert is_entry(made.component("app"), load_catalogue())
    resources = template(made)
    assert list(_of(resources, "AWS::EC2::EIPAssociation")) == ["AppAddressAssociation"]
    ports = [rule["FromPort"] for rule in _of(resources, "AWS::EC2::SecurityGroupIngress").values()]
    assert ports == [443]


@pytest.mark.parametrize("block", ["ec2_instance", "ec2_auto_scaling_group"])
def test_servers_take_session_tokens_only_and_encrypt_their_disks(
    architecture: Make, module: Module, block: str
) -> None:
    text = module(architecture({"app": block}))
    assert 'http_tokens = "required"' in text
    assert "encrypted = true" in text


@pytest.mark.parametrize(
    ("instance_type", "image"), [("t3.small", "kernel-default-x86_64"), ("t4g.small", "kernel-default-arm64")]
)
def test_the_image_is_of_the_processor(architecture: Make, template: Template, instance_type: str, image: str) -> None:
    made = template(architecture({"app": "ec2_instance"}, options={"app": {"instance_type": instance_type}}))
    assert made["Parameters"]["AppImage"]["Default"].endswith(image)


def test_a_server_learns_where_its_database_is(architecture: Make, template: Template) -> None:
    made = template(architecture({"app": "ec2_instance", "db": "rds_instance"}, [("app", "db")]))
    assert "DB_HOST=${Db.Endpoint.Address}" in str(made["Resources"]["App"]["Properties"]["UserData"])


def test_a_volume_is_in_the_zone_of_its_server(architecture: Make, template: Template) -> None:
    made = template(architecture({"app": "ec2_instance", "disk": "ebs_volume"}, [("app", "disk")]))
    volume = made["Resources"]["Disk"]
    assert volume["Properties"]["AvailabilityZone"] == {"Fn::GetAtt": ["NetworkPrivateSubnet1", "AvailabilityZone"]}
    assert volume["DeletionPolicy"] == "Snapshot"
    assert list(_of(made, "AWS::EC2::VolumeAttachment")) == ["AppToDisk"]


def test_waiting_messages_start_servers(architecture: Make, template: Template) -> None:
    made = template(architecture({"jobs": "sqs_queue", "workers": "ec2_auto_scaling_group"}, [("jobs", "workers")]))
    (policy,) = _of(made, "AWS::AutoScaling::ScalingPolicy").values()
    metrics = policy["TargetTrackingConfiguration"]["CustomizedMetricSpecification"]["Metrics"]
    assert [metric["Id"] for metric in metrics] == ["waiting", "servers", "backlog"]


def test_a_share_of_the_servers_is_spot(architecture: Make, template: Template) -> None:
    made = architecture({"app": "ec2_auto_scaling_group"}, options={"app": {"spot_percent": 70}})
    (group,) = _of(template(made), "AWS::AutoScaling::AutoScalingGroup").values()
    distribution = group["MixedInstancesPolicy"]["InstancesDistribution"]
    assert distribution["OnDemandPercentageAboveBaseCapacity"] == 30


def test_pods_get_the_permissions_of_the_connections(architecture: Make, template: Template) -> None:
    made = template(architecture({"cluster": "eks_cluster", "table": "dynamodb_table"}, [("cluster", "table")]))
    trust = made["Resources"]["ClusterWorkloadRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust[0]["Principal"] == {"Service": "pods.eks.amazonaws.com"}
    assert trust[0]["Action"] == ["sts:AssumeRole", "sts:TagSession"]
    assert made["Resources"]["ClusterWorkload"]["Properties"]["RoleArn"] == {
        "Fn::GetAtt": ["ClusterWorkloadRole", "Arn"]
    }


def test_a_cluster_is_reached_from_inside_only(architecture: Make, module: Module) -> None:
    assert "endpoint_public_access = false" in module(architecture({"cluster": "eks_cluster"}))


def test_a_scheduler_submits_jobs_of_one_definition_only(architecture: Make, template: Template) -> None:
    made = template(architecture({"clock": "eventbridge_schedule", "jobs": "batch_job_queue"}, [("clock", "jobs")]))
    (statement,) = made["Resources"]["ClockTargetPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == ["batch:SubmitJob"]
    assert "*" not in statement["Resource"]


def test_jobs_mount_lustre_on_instances_since_fargate_cannot(architecture: Make, template: Template) -> None:
    made = template(architecture({"jobs": "batch_job_queue", "scratch": "fsx_lustre"}, [("jobs", "scratch")]))
    (compute,) = _of(made, "AWS::Batch::ComputeEnvironment").values()
    assert compute["ComputeResources"]["Type"] == "EC2"
    assert compute["ComputeResources"]["Ec2Configuration"] == [{"ImageType": "ECS_AL2023"}]
    (job,) = _of(made, "AWS::Batch::JobDefinition").values()
    assert job["ContainerProperties"]["Volumes"] == [{"Name": "scratch", "Host": {"SourcePath": "/mnt/scratch"}}]
    assert "JobsInstanceRole" in made["Resources"]

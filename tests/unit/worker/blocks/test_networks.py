from collections.abc import Callable
from typing import Any

from worker.architecture.model import Architecture

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]
Module = Callable[[Architecture], str]


def _of(template: dict[str, Any], kind: str) -> dict[str, Any]:
    return {name: r["Properties"] for name, r in template["Resources"].items() if r["Type"] == kind}


def test_subnets_do_not_overlap(architecture: Make, template: Template) -> None:
    subnets = _of(template(architecture({})), "AWS::EC2::Subnet")
    picked = [subnet["CidrBlock"]["Fn::Select"] for subnet in subnets.values()]
    blocks = [(index, cidr["Fn::Cidr"][2]) for index, cidr in picked]
    spans = [range(index * 2**bits, (index + 1) * 2**bits) for index, bits in blocks]
    assert sum(len(span) for span in spans) == len({address for span in spans for address in span})


def test_data_subnets_have_no_route_out(architecture: Make, template: Template) -> None:
    routes = _of(template(architecture({})), "AWS::EC2::Route")
    assert all("Data" not in str(route["RouteTableId"]) for route in routes.values())


def test_the_default_group_lets_nothing_through(architecture: Make, module: Module) -> None:
    text = module(architecture({}))
    assert 'resource "aws_default_security_group" "network" {\nvpc_id = aws_vpc.network.id\n}' in text


def test_the_internet_comes_in_at_the_load_balancer_only(architecture: Make, template: Template) -> None:
    made = architecture({"entry": "application_load_balancer", "app": "ecs_service"}, [("entry", "app")])
    open_rules = [
        (rule["GroupId"], rule["FromPort"])
        for rule in _of(template(made), "AWS::EC2::SecurityGroupIngress").values()
        if rule.get("CidrIp") == "0.0.0.0/0"
    ]
    group = {"Fn::GetAtt": ["EntrySecurityGroup", "GroupId"]}
    assert open_rules == [(group, 80), (group, 443)]


def test_tasks_have_no_public_address(architecture: Make, template: Template) -> None:
    service = _of(template(architecture({"app": "ecs_service"})), "AWS::ECS::Service")["App"]
    assert service["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"] == "DISABLED"


def test_a_bad_deployment_is_rolled_back(architecture: Make, template: Template) -> None:
    service = _of(template(architecture({"app": "ecs_service"})), "AWS::ECS::Service")["App"]
    assert service["DeploymentConfiguration"]["DeploymentCircuitBreaker"] == {"Enable": True, "Rollback": True}


def test_the_second_service_gets_its_own_path(architecture: Make, template: Template) -> None:
    made = architecture(
        {"entry": "application_load_balancer", "site": "ecs_service", "api": "ecs_service"},
        [("entry", "site"), ("entry", "api")],
        {"api": {"path_pattern": "/api/*"}},
    )
    rules = _of(template(made), "AWS::ElasticLoadBalancingV2::ListenerRule")
    assert [rule["Conditions"][0]["PathPatternConfig"]["Values"] for rule in rules.values()] == [["/api/*"]]


def test_a_web_acl_for_a_distribution_is_made_in_us_east_1(architecture: Make, module: Module) -> None:
    made = architecture(
        {"cdn": "cloudfront_distribution", "site": "s3_bucket", "wall": "waf_web_acl"},
        [("cdn", "site"), ("wall", "cdn")],
    )
    text = module(made)
    assert 'scope = "CLOUDFRONT"' in text
    assert "provider = aws.us_east_1" in text


def test_services_that_call_each_other_find_each_other_by_name(architecture: Make, template: Template) -> None:
    made = template(
        architecture({"shop": "ecs_service", "stock": "ecs_service"}, [("shop", "stock"), ("stock", "shop")])
    )
    (container,) = made["Resources"]["ShopTaskDefinition"]["Properties"]["ContainerDefinitions"]
    assert container["Environment"] == [{"Name": "STOCK_URL", "Value": "http://tasks.stock.internal:80"}]
    assert made["Resources"]["StockNamespace"]["Properties"]["Name"] == "stock.internal"

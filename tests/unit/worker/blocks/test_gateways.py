from collections.abc import Callable
from typing import Any

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.checks.check import CheckResult
from worker.checks.run import run_checks
from worker.render.cloudformation import render_cloudformation
from worker.render.diagram.scene import make_scene
from worker.render.diagram.source import write_d2
from worker.render.terraform import render_terraform

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]
Module = Callable[[Architecture], str]


def _of(template: dict[str, Any], kind: str) -> dict[str, Any]:
    return {name: r["Properties"] for name, r in template["Resources"].items() if r["Type"] == kind}


def _check(made: Architecture, name: str) -> CheckResult:
    catalogue = load_catalogue()
    files = {f"terraform/{path}": text for path, text in render_terraform(made, catalogue).items()}
    files |= {f"cloudformation/{path}": text for path, text in render_cloudformation(made, catalogue).items()}
    return next(result for result in run_checks(made, catalogue, files) if result.id == name)


def test_every_private_route_table_leads_to_the_premises(architecture: Make, template: Template) -> None:
    made = template(architecture({"hub": "transit_gateway"}, [("hub", "network")]))
    routes = [r for r in _of(made, "AWS::EC2::Route").values() if "TransitGatewayId" in r]
    assert [route["RouteTableId"]["Ref"] for route in routes] == [
        "NetworkPrivateRoutes1",
        "NetworkPrivateRoutes2",
        "NetworkPrivateRoutes3",
        "NetworkDataRoutes",
    ]


def test_a_line_to_a_network_ends_at_its_frame(architecture: Make) -> None:
    made = architecture({"hub": "transit_gateway", "app": "ec2_instance"}, [("hub", "network")])
    assert "aws.region.hub -> aws.region.network: 'routes'" in write_d2(make_scene(made, load_catalogue()))


def test_keys_of_tunnels_are_in_secrets_manager(architecture: Make, module: Module) -> None:
    text = module(architecture({"vpn": "site_to_site_vpn"}, [("vpn", "network")]))
    assert 'preshared_key_storage = "SecretsManager"' in text


def test_a_line_that_is_not_up_has_no_virtual_interface(architecture: Make, template: Template) -> None:
    made = template(
        architecture({"line": "direct_connect", "hub": "transit_gateway"}, [("line", "hub"), ("hub", "network")])
    )
    assert made["Resources"]["LineToHubInterface"]["Condition"] == "LineLineIsUp"
    assert made["Parameters"]["LineIsUp"]["Default"] == "false"


def test_the_premises_reach_a_database_by_its_port_only(architecture: Make, template: Template) -> None:
    made = architecture({"vpn": "site_to_site_vpn", "db": "rds_instance"}, [("vpn", "network"), ("vpn", "db")])
    (rule,) = _of(template(made), "AWS::EC2::SecurityGroupIngress").values()
    assert (rule["FromPort"], rule["ToPort"], rule["CidrIp"]) == (5432, 5432, "192.168.0.0/16")


def test_an_internal_load_balancer_takes_clients_of_the_network_only(architecture: Make, template: Template) -> None:
    made = architecture(
        {"entry": "network_load_balancer", "app": "ec2_auto_scaling_group"},
        [("entry", "app")],
        {"entry": {"scheme": "internal"}},
    )
    rules = _of(template(made), "AWS::EC2::SecurityGroupIngress").values()
    assert not [rule for rule in rules if rule.get("CidrIp") == "0.0.0.0/0"]
    assert _check(made, "nothing_is_open_to_the_world").status == "passed"


def test_what_a_firewall_inspects_comes_back_the_same_way(architecture: Make, template: Template) -> None:
    made = template(architecture({"wall": "network_firewall"}, [("wall", "network")]))
    routes = _of(made, "AWS::EC2::Route")
    inward = routes["WallToNetworkInward1"]["VpcEndpointId"]
    assert routes["WallToNetworkOutward12"]["VpcEndpointId"] == inward
    assert routes["NetworkWayOut1"]["VpcEndpointId"] == inward


def test_a_certificate_for_a_distribution_is_made_in_us_east_1(architecture: Make, module: Module) -> None:
    text = module(
        architecture(
            {"dns": "route53_zone", "tls": "acm_certificate", "cdn": "cloudfront_distribution", "site": "s3_bucket"},
            [("tls", "dns"), ("tls", "cdn"), ("dns", "cdn"), ("cdn", "site")],
        )
    )
    certificate = text.split('resource "aws_acm_certificate" "tls" {')[1].split("\n}\n")[0]
    assert "provider = aws.us_east_1" in certificate
    assert 'aliases = [var.dns_domain, "*.${var.dns_domain}"]' in text


def test_a_certificate_of_the_design_makes_a_load_balancer_speak_https(architecture: Make, template: Template) -> None:
    made = template(
        architecture(
            {
                "dns": "route53_zone",
                "tls": "acm_certificate",
                "entry": "application_load_balancer",
                "app": "ecs_service",
            },
            [("tls", "dns"), ("tls", "entry"), ("dns", "entry"), ("entry", "app")],
        )
    )
    assert made["Parameters"]["EntryCertificateArn"]["Default"] == "managed"
    assert made["Parameters"]["EntryDomainName"]["Default"] == "entry.service.example"


def test_the_domain_leads_to_the_first_entrance_itself(architecture: Make, template: Template) -> None:
    made = template(
        architecture(
            {
                "dns": "route53_zone",
                "tls": "acm_certificate",
                "entry": "application_load_balancer",
                "app": "ecs_service",
            },
            [("tls", "dns"), ("dns", "entry"), ("entry", "app")],
        )
    )
    assert [record["Name"] for record in _of(made, "AWS::Route53::RecordSet").values()] == [
        {"Fn::Sub": "entry.${DnsDomain}"},
        {"Ref": "DnsDomain"},
    ]


def test_data_subnets_take_the_network_only(architecture: Make, template: Template) -> None:
    made = template(architecture({}, options={"network": {"network_acls": True}}))
    rules = [
        r for r in _of(made, "AWS::EC2::NetworkAclEntry").values() if r["NetworkAclId"] == {"Ref": "NetworkDataAcl"}
    ]
    assert {rule["CidrBlock"] for rule in rules} == {"10.0.0.0/16"}


def test_an_endpoint_serves_this_account_only(architecture: Make, template: Template) -> None:
    made = template(architecture({"door": "vpc_endpoint"}))
    (statement,) = made["Resources"]["Door"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Condition"] == {"StringEquals": {"aws:PrincipalAccount": {"Ref": "AWS::AccountId"}}}


def test_targets_of_one_path_share_what_a_load_balancer_takes(architecture: Make, template: Template) -> None:
    blocks = {
        "entry": "application_load_balancer",
        "one": "ec2_instance",
        "two": "ec2_instance",
        "admin": "ec2_instance",
    }
    options = {"admin": {"path_pattern": "/admin/*"}, "two": {"zone": 2}, "entry": {"waf_fail_open": True}}
    made = template(architecture(blocks, [("entry", name) for name in ("one", "two", "admin")], options))["Resources"]
    (action,) = made["EntryListener"]["Properties"]["DefaultActions"]
    assert len(action["ForwardConfig"]["TargetGroups"]) == 2
    rules = [r["Properties"] for r in made.values() if r["Type"] == "AWS::ElasticLoadBalancingV2::ListenerRule"]
    assert [rule["Conditions"][0]["PathPatternConfig"]["Values"] for rule in rules] == [["/admin/*"]]
    subnets = [made[name]["Properties"]["NetworkInterfaces"][0]["SubnetId"]["Ref"] for name in ("One", "Two")]
    assert {"Key": "waf.fail_open.enabled", "Value": "true"} in made["Entry"]["Properties"]["LoadBalancerAttributes"]
    assert subnets == ["NetworkPrivateSubnet1", "NetworkPrivateSubnet2"]

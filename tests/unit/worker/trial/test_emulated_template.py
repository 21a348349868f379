from worker.trial.emulated_template import STAND_IN, fit_to_emulator, unrecognized_types

NAT = {"AWS::EC2::EIP", "AWS::EC2::NatGateway"}

TEMPLATE = {
    "Resources": {
        "Network": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
        "Address": {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc"}},
        "Gateway": {
            "Type": "AWS::EC2::NatGateway",
            "Properties": {"AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]}},
        },
        "WayOut": {"Type": "AWS::EC2::Route", "Properties": {"NatGatewayId": {"Ref": "Gateway"}}},
        "Database": {
            "Type": "AWS::RDS::DBInstance",
            "DependsOn": ["WayOut", "Network"],
            "Properties": {"Engine": "postgres"},
        },
        "Function": {
            "Type": "AWS::Lambda::Function",
            "DependsOn": "WayOut",
            "Properties": {"Secret": {"Fn::GetAtt": ["Database", "MasterUserSecret.SecretArn"]}},
        },
    },
    "Outputs": {"Secret": {"Value": {"Fn::Sub": "${Database.MasterUserSecret.SecretArn}"}}},
}


def test_types_are_read_from_the_message_of_validate_template() -> None:
    message = "Template format error: Unrecognized resource types: [AWS::EC2::EIP, AWS::EC2::NatGateway]"
    assert unrecognized_types(message) == NAT


def test_another_error_names_no_types() -> None:
    assert unrecognized_types("Template format error: unresolved references [X]") == set()


def test_what_is_made_of_a_missing_type_goes_with_it() -> None:
    fitted = fit_to_emulator(TEMPLATE, NAT)
    assert set(fitted.template["Resources"]) == {"Network", "Database", "Function"}


def test_nothing_waits_for_what_is_gone() -> None:
    resources = fit_to_emulator(TEMPLATE, NAT).template["Resources"]
    assert resources["Database"]["DependsOn"] == ["Network"]
    assert "DependsOn" not in resources["Function"]


def test_everything_left_out_is_named() -> None:
    named = fit_to_emulator(TEMPLATE, NAT).not_emulated
    assert named == (
        "AWS::EC2::EIP (Address) is not emulated",
        "AWS::EC2::NatGateway (Gateway) is not emulated",
        "AWS::EC2::Route (WayOut) is not emulated",
        "AWS::RDS::DBInstance (Database) does not answer MasterUserSecret.SecretArn",
    )


def test_an_attribute_that_is_never_answered_gets_a_stand_in() -> None:
    fitted = fit_to_emulator(TEMPLATE, set()).template
    assert fitted["Resources"]["Function"]["Properties"]["Secret"] == STAND_IN
    assert fitted["Outputs"]["Secret"]["Value"] == {"Fn::Sub": STAND_IN}


def test_a_template_that_is_emulated_whole_stays_as_it_is() -> None:
    whole = {"Resources": {"Network": TEMPLATE["Resources"]["Network"]}}
    fitted = fit_to_emulator(whole, NAT)
    assert fitted.template == whole
    assert fitted.not_emulated == ()


def test_parameters_of_numbers_are_written_in_since_the_emulator_takes_them_for_text() -> None:
    template = {
        "Parameters": {"Count": {"Type": "Number", "Default": 2}, "Size": {"Type": "String", "Default": "s"}},
        "Resources": {"App": {"Type": "A::B::C", "Properties": {"Count": {"Ref": "Count"}, "Size": {"Ref": "Size"}}}},
    }
    fitted = fit_to_emulator(template, set())
    assert fitted.template["Resources"]["App"]["Properties"] == {"Count": 2, "Size": {"Ref": "Size"}}
    assert fitted.not_emulated == ()


def test_a_parameter_goes_with_the_last_that_asks_for_it() -> None:
    asking = {"Type": "AWS::EC2::EIP", "Properties": {"Pool": {"Ref": "Pool"}, "Name": {"Fn::Sub": "${Project}-a"}}}
    kept = {"Type": "AWS::EC2::VPC", "Properties": {"Name": {"Fn::Sub": "${Project}-b"}}}
    parameters = {"Pool": {"Type": "String"}, "Project": {"Type": "String"}, "Size": {"Type": "String"}}
    template = {
        "Parameters": parameters,
        "Conditions": {"Large": {"Fn::Equals": [{"Ref": "Size"}, "large"]}},
        "Resources": {"Address": asking, "Network": kept},
    }
    assert set(fit_to_emulator(template, NAT).template["Parameters"]) == {"Project", "Size"}
    assert set(fit_to_emulator(template, set()).template["Parameters"]) == set(parameters)

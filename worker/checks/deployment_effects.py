"""What a stack update does with each resource: compares two templates by the schemas that CloudFormation publishes.

The schemas ship with cfn-lint; a property that they call create-only makes a new resource and deletes the old one.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from worker.architecture.difference import Action, Effect, Keeping
from worker.architecture.model import Architecture
from worker.architecture.naming import logical_id
from worker.checks.parsing import cloudformation

SOURCE = (
    "No plan was made: this is judged by the CloudFormation resource schemas that cfn-lint ships (create-only "
    "properties), and names resources as the template does. Verify this version (a verify job, or --verify) for a "
    "real terraform plan over the version before; a plan against what you have deployed has the last word."
)
KEEPS_DATA = frozenset(
    {
        *("AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"),
        *("AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::FSx::FileSystem", "AWS::EC2::Volume"),
        *("AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster", "AWS::MemoryDB::Cluster"),
        *("AWS::OpenSearchService::Domain", "AWS::OpenSearchServerless::Collection", "AWS::DocDB::DBCluster"),
        *("AWS::Neptune::DBCluster", "AWS::Cassandra::Table", "AWS::Timestream::InfluxDBInstance"),
        *("AWS::RedshiftServerless::Namespace", "AWS::Kinesis::Stream", "AWS::SQS::Queue", "AWS::MSK::Cluster"),
        *("AWS::MSK::ServerlessCluster", "AWS::AmazonMQ::Broker", "AWS::Cognito::UserPool", "AWS::ECR::Repository"),
        *("AWS::SecretsManager::Secret", "AWS::KMS::Key", "AWS::Backup::BackupVault"),
    }
)


def deployment_effects(before: bytes, after: bytes, old: Architecture, new: Architecture) -> tuple[Effect, ...]:
    """Of an update of the stack from one template to the other, in the order of the new one; then what goes.

    Into another region or environment everything is made anew, and the old stack is to be deleted.
    """
    return effects_between(cloudformation(before.decode()), cloudformation(after.decode()), old, new)


def effects_between(
    before: Mapping[str, Any], after: Mapping[str, Any], old: Architecture, new: Architecture
) -> tuple[Effect, ...]:
    """The same, of templates in long form."""
    was, now = _resources(before), _resources(after)
    ids = {logical_id(one.id): one.id for one in (*old.components, *new.components)}
    if (old.region, old.environment) != (new.region, new.environment):
        what: tuple[str, ...] = (f"{old.region}, {old.environment} → {new.region}, {new.environment}",)
        found = {name: (_elsewhere(name, was, now), what) for name in {**now, **was}}
    else:
        found = _actions(was, now)
    return tuple(
        Effect(
            component=ids.get(max((one for one in ids if name.startswith(one)), key=len, default=""), ""),
            resource=name,
            type=str((now.get(name) or was[name])["Type"]),
            action=action,
            because=because,
            data=_data(was.get(name), action),
        )
        for name, (action, because) in found.items()
    )


def _elsewhere(name: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Action:
    return "create" if name not in was else "replace" if name in now else "delete"


def _actions(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[Action, tuple[str, ...]]]:
    replaced = _replaced(was, now)
    found: dict[str, tuple[Action, tuple[str, ...]]] = {}
    for name, body in now.items():
        if name not in was:
            found[name] = ("create", ())
        elif name in replaced:
            found[name] = ("replace", replaced[name])
        elif changed := _changed(was[name], body):
            found[name] = ("update", tuple(sorted(changed)))
    return found | {name: ("delete", ()) for name in was if name not in now}


def _data(old: Any, action: Action) -> Keeping:
    if not old or action not in ("replace", "delete") or old["Type"] not in KEEPS_DATA:
        return ""
    policy = str(old.get("DeletionPolicy" if action == "delete" else "UpdateReplacePolicy", "Delete"))
    kept: dict[str, Keeping] = {"Retain": "kept", "RetainExceptOnCreate": "kept", "Snapshot": "snapshot"}
    return kept.get(policy, "lost")


def _resources(template: Mapping[str, Any]) -> dict[str, Any]:
    """The resources, with the defaults of parameters in the place of what refers to them."""
    defaults = {name: body["Default"] for name, body in template.get("Parameters", {}).items() if "Default" in body}
    return {name: _resolved(body, defaults) for name, body in template["Resources"].items()}


def _resolved(value: Any, defaults: Mapping[str, Any]) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"Ref"} and value["Ref"] in defaults:
            return defaults[value["Ref"]]
        return {key: _resolved(item, defaults) for key, item in value.items()}
    return [_resolved(item, defaults) for item in value] if isinstance(value, list) else value


def _changed(old: Any, new: Any, path: str = "") -> set[str]:
    """Paths of properties that differ, `A/B`; a list counts as one."""
    if not path:
        return _changed(old.get("Properties") or {}, new.get("Properties") or {}, "/")
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        names = {*old, *new}
        return {one for name in names for one in _changed(old.get(name), new.get(name), f"{path}/{name}")}
    return set() if old == new else {path.strip("/")}


def _replaced(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Those that are made anew, and why; a new one makes anew what is bound to it for good."""
    found: dict[str, tuple[str, ...]] = {}
    for name in was.keys() & now.keys():
        if was[name]["Type"] != now[name]["Type"]:
            found[name] = (f"{was[name]['Type']} → {now[name]['Type']}",)
        elif bound := _for_good(now[name]["Type"], _changed(was[name], now[name])):
            found[name] = tuple(sorted(bound))
    waiting = list(found)
    while waiting:
        gone = waiting.pop()
        for name in was.keys() & now.keys() - found.keys():
            paths = {path for path, named in _references(now[name].get("Properties") or {}) if named == gone}
            if bound := _for_good(now[name]["Type"], paths):
                found[name] = tuple(f"{path} (of {gone})" for path in sorted(bound))
                waiting.append(name)
    return found


def _for_good(kind: str, paths: set[str]) -> set[str]:
    fixed = _create_only(kind)
    return {
        path
        for path in paths
        if any(path == one or path.startswith(f"{one}/") or one.startswith(f"{path}/") for one in fixed)
    }


def _references(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "Ref":
                yield path.strip("/"), str(item)
            elif key == "Fn::GetAtt":
                yield path.strip("/"), str(item[0] if isinstance(item, list) else item).split(".")[0]
            else:
                yield from _references(item, path if key.startswith("Fn::") else f"{path}/{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _references(item, path)


@cache
def _create_only(kind: str) -> frozenset[str]:
    """Paths such as `DBName`. A type that no schema tells of has none: cfn-lint has refused it before."""
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError

    try:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    except ResourceNotFoundError:
        return frozenset()
    paths = schema.get("createOnlyProperties", [])
    return frozenset(str(path).removeprefix("/properties/").replace("/*", "") for path in paths)

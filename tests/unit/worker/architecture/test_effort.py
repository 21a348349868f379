"""How much there is to operate."""

from worker.architecture.effort import effort, scaling
from worker.architecture.model import Architecture, Component


def design(*blocks):
    parts = [Component(id=f"part_{index}", block=block, name=block) for index, block in enumerate(blocks)]
    return Architecture(title="Any", project="any", components=tuple(parts))


def test_servers_need_more_than_services(catalogue):
    lone = effort(design("s3_bucket"), catalogue)
    database = effort(design("s3_bucket", "rds_instance"), catalogue)
    assert lone.points < database.points
    assert database.most == ("rds_instance",)
    assert "maintenance" in database.why


def test_how_a_block_grows_is_told_once(catalogue):
    found = scaling(design("rds_instance", "rds_instance"), catalogue)
    assert [one.name for one in found] == ["rds_instance"]
    assert found[0].limit

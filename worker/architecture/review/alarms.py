"""Whether a part is watched by alarms, and how it would be."""

from collections.abc import Iterable, Iterator

from worker.architecture.change import AddComponent, AddConnection
from worker.architecture.model import Component
from worker.architecture.review.check import Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import attach, together

ALARM = "cloudwatch_alarm"
TOPIC = "sns_topic"


def watched(system: System, parts: Iterable[Part]) -> Iterator[Verdict]:
    """An alarm watches each of the parts that the catalogue has metrics for."""
    for part in parts:
        if not system.can_connect(ALARM, part.block.name):
            continue
        if alarms := part.helped_by(ALARM):
            yield Verdict(part.id, f"{alarms[0].id} watches {part.id}", True)
        else:
            fix = attach(system, part, ALARM, id="alarms", name="Alarms")
            new = [change.component.id for change in fix.changes if isinstance(change, AddComponent)]
            fix = together(fix, *(tell(system, alarm) for alarm in new))
            yield Verdict(part.id, f"no alarm watches {part.id}", False, fix)


def tell(system: System, alarm: str) -> Fix:
    """Connects an alarm to a topic: the one that other alarms tell, else a new one."""
    if not system.can_connect(ALARM, TOPIC):
        return Fix(none=f"the catalogue has no {TOPIC} that alarms could tell")
    told = [topic for part in system.parts if part.block.name == ALARM for topic in part.feeds("sns")]
    if told:
        return Fix((AddConnection(source=alarm, target=told[0].id),))
    topic = Component(id=system.free_id("alerts"), block=TOPIC, name="Alerts", because="Alarms need someone to tell.")
    return Fix((AddComponent(component=topic), AddConnection(source=alarm, target=topic.id)))

"""Topics that alarms tell pass it on to people or to a program."""

from collections.abc import Iterator

from worker.architecture.review.alarms import ALARM
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


class AlarmTopicsHaveRecipients(Check):
    """REL11-BP06."""

    practice = "REL11-BP06"
    severity = "high"
    sentence = "Topics that alarms tell pass it on to people or to a program."
    risk = "The alarm goes off and nobody hears it."

    def judge(self, system: System) -> Iterator[Verdict]:
        told = {topic.id: topic for part in system.parts if part.block.name == ALARM for topic in part.feeds("sns")}
        for topic in told.values():
            addresses = topic.options.get("email_addresses")
            readers = topic.feeds()
            if readers or addresses:
                heard = readers[0].id if readers else topic.says("email_addresses")
                yield Verdict(topic.id, f"{topic.id} reaches {heard}", True)
            else:
                none = f"needs a mail address in {topic.id}.email_addresses: ask who is on call"
                yield Verdict(topic.id, f"nobody subscribes to {topic.id}", False, Fix(none=none))

"""File systems that live on credits carry what is read and written."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option

GB_PER_STORED_GB = 128
"""50 KiB/s for a month, in GB. Source: docs.aws.amazon.com/efs/latest/ug/performance.html"""


class FileSystemsKeepUp(Check):
    """PERF03-BP02."""

    practice = "PERF03-BP02"
    severity = "medium"
    sentence = "File systems that live on credits carry what is read and written."
    risk = "Once the credits are used up, files come at 50 KB/s for each GB."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("throughput_mode"):
            moved = part.number("read_gb_per_month") + part.number("write_gb_per_month")
            stored = part.number("storage_gb")
            holds = part.options[option] != "bursting" or moved <= GB_PER_STORED_GB * stored
            fix = Fix() if holds else set_option(part, option, "elastic")
            yield Verdict(part.id, f"{part.says(option)}, {moved:g} GB a month over {stored:g} GB", holds, fix)

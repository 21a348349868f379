"""The check that only a server with AWS knowledge can decide: does everything exist in the region?"""

from worker.agents.architect import Design
from worker.architecture.catalogue import Catalogue
from worker.checks import CheckResult, Finding

ID = "services_exist_in_the_region"


def availability_check(design: Design, catalogue: Catalogue) -> CheckResult:
    """Failed where a resource type is missing in the region, skipped where nobody could be asked."""
    region = design.architecture.region
    missing = design.unavailable.get(region)
    findings = tuple(
        Finding(component=component.id, message=f"{kind} does not exist in {region}.")
        for component in design.architecture.components
        for kind in catalogue.block(component.block).resources.get("cloudformation", ())
        if missing and kind in missing
    )
    reason = "" if missing is not None else " ".join(design.notes) or "No server with AWS knowledge was asked."
    return CheckResult(
        id=ID,
        severity="medium",
        sentence="Every resource type exists in the region.",
        status="skipped" if reason else "failed" if findings else "passed",
        reason=reason,
        component=findings[0].component if findings else "",
        message=findings[0].message if findings else "",
        findings=findings,
        version="aws___get_regional_availability",
        source="https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
    )

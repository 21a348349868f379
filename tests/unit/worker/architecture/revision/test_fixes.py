"""Every fix that is offered closes its finding, and what it makes is whole."""

import pytest

from worker.architecture.alternatives import make_alternatives
from worker.architecture.reading import read_requirements
from worker.architecture.review.run import review
from worker.architecture.revision import UnknownFix, apply_fixes, offers
from worker.checks import run_checks
from worker.pipelines.delivery import placed
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

REQUESTS = {
    "shop": "A web shop on containers with PostgreSQL and Redis. Under 600 dollars a month.",
    "api": "A serverless HTTP API for our mobile app: 2 million requests a month, DynamoDB, sign-in with Cognito.",
    "files": "When a customer uploads a CSV file, validate it, store the rows and notify the team. 5,000 files a day.",
    "lake": "A data lake: bookings arrive every night over SFTP, are cleaned by Glue and queried in Athena.",
    "devices": "An IoT platform for 20,000 water meters over MQTT, with a web dashboard. Keep history for 5 years.",
    "windows": "Windows servers on EC2 and SQL Server on RDS behind a VPN. Daily backups.",
}


@pytest.fixture(scope="module", params=REQUESTS)
def offered(request, catalogue):
    """The option of a request with the most findings, its requirements and its offers."""
    requirements = read_requirements(REQUESTS[request.param], catalogue=catalogue)
    design = make_alternatives(requirements, catalogue)[0].architecture
    reviewed = review(design, requirements, catalogue)
    return design, requirements, reviewed, offers(design, requirements, catalogue, reviewed)


def test_every_offered_fix_closes_its_finding_and_the_result_passes_the_checks(offered, catalogue):
    design, requirements, _, found = offered
    assert found, "a design without a single offer proves nothing"
    for offer in found:
        fixed = apply_fixes(design, [offer.check], requirements, catalogue)
        assert fixed.made == (offer.check,)
        assert fixed.notes == ()
        after = review(fixed.architecture, requirements, catalogue)
        assert after.finding(offer.check).status != "not_met"
        assert not [one for one in offer.difference.findings_new if one.severity == "high"]
        files = placed(
            render_terraform(fixed.architecture, catalogue), render_cloudformation(fixed.architecture, catalogue)
        )
        results = run_checks(fixed.architecture, catalogue, files, lint=lambda _template, _region: [])
        assert [one.id for one in results if one.status == "failed"] == [], offer.check


def test_an_offer_tells_what_comes_of_it(offered, catalogue):
    design, requirements, _, found = offered
    for offer in found:
        after = apply_fixes(design, [offer.check], requirements, catalogue).architecture
        told = offer.difference
        assert offer.changes
        assert told.cost.expected.before is not None
        assert offer.check in {one.check for one in told.findings_gone}
        assert {one.component for one in told.components if one.kind == "added"} == {
            one.id for one in after.components
        } - {one.id for one in design.components}


def test_all_fixes_at_once_leave_none_of_their_findings(offered, catalogue):
    design, requirements, _, found = offered
    checks = [offer.check for offer in found]
    after = apply_fixes(design, checks, requirements, catalogue).architecture
    left = {one.check for one in review(after, requirements, catalogue).with_status("not_met")}
    assert left.isdisjoint(checks)


def test_what_holds_already_is_told_and_changes_nothing(offered, catalogue):
    design, requirements, reviewed, _ = offered
    met = next(one.check for one in reviewed.findings if one.status == "met")
    fixed = apply_fixes(design, [met], requirements, catalogue)
    assert fixed.architecture is design
    assert fixed.made == ()
    assert "Nothing to fix" in fixed.notes[0]


def test_a_check_that_there_is_not_is_refused(offered, catalogue):
    design, requirements, _, _ = offered
    with pytest.raises(UnknownFix, match="no check 'walls_are_green'"):
        apply_fixes(design, ["walls_are_green"], requirements, catalogue)


def test_effects_are_asked_for_where_something_that_keeps_data_is_changed(catalogue):
    requirements = read_requirements(REQUESTS["shop"], catalogue=catalogue)
    design = make_alternatives(requirements, catalogue)[0].architecture
    asked = []

    def effects(after):
        asked.append(after)
        return ()

    found = offers(design, requirements, catalogue, review(design, requirements, catalogue), effects=effects)
    told = [one for one in found if one.difference.effects_method == "schemas"]
    assert len(asked) == len(told)
    assert 0 < len(told) < len(found)

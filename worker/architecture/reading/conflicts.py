"""Finds demands of a request that cannot all be met; each comes with what would resolve it."""

import re
from collections.abc import Callable, Iterator

from worker.architecture.reading.negation import is_excluded
from worker.architecture.requirements import Conflict, Measure, Quantity, Quote, Requirements

SECONDS_PER_MONTH = 2_628_000
ONE_REGION_PERCENT = 99.99
ONE_ZONE_PERCENT = 99.5  # the service level agreement of a single EC2 instance
POINT_IN_TIME_MINUTES = 5
BACKUP_COPY_HOURS = 4
_ONE_REGION = re.compile(r"\b(?:single|one|only one)[\s-]region\b", re.IGNORECASE)
# Not `survives a failure in one availability zone`.
_ONE_ZONE = re.compile(
    r"\b(?:run|runs|running|deployed|stay|stays|hosted|placed|only|kept) in (?:a |only )?(?:single|one)[\s-]"
    r"(?:az\b|availability[\s-]zone\b)",
    re.IGNORECASE,
)
_REGION_LOST = re.compile(
    r"\b(?:region(?:al)?[\s-]+(?:failures?|outages?|loss|disasters?|failover)|"
    r"(?:loss|failure|outage) of (?:a|the|an entire) region|region (?:goes down|fails|is lost))\b",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(
    r"\b(?:air[\s-]?gapped|no (?:public )?internet access|without (?:any )?internet access|"
    r"no (?:connection|route) to the internet|not (?:be )?reachable from the internet)\b",
    re.IGNORECASE,
)
_PUBLIC = {"cloudfront_distribution", "global_accelerator"}
_EU_ONLY = re.compile(
    r"\b(?:(?:data|records?) (?:must|has to|have to|may|should|shall|will)(?: only| never)? "
    r"(?:stay|remain|reside|leave|be (?:kept|stored)))"
    r"[^.;]{0,30}\b(?:in(?:side)?|within)?\s*(?:the )?(?P<place>EU|European Union|Europe|Germany|France|Ireland)\b",
    re.IGNORECASE,
)
_SERVERS = {"ec2_instance", "ec2_auto_scaling_group", "eks_cluster"}


def find_conflicts(draft: Requirements, *, region: str | None) -> list[Conflict]:
    """Every contradiction, in a fixed order. `region` is the caller's choice."""
    found: list[Conflict] = []
    for rule in RULES:
        found += rule(draft)
    return found + list(_residency(draft, region))


def _asked_and_ruled_out(draft: Requirements) -> Iterator[Conflict]:
    for service in draft.services:
        wanted = [s for s in draft.services if not s.excluded and s.title == service.title]
        if service.excluded and wanted:
            yield Conflict(
                message=f"The request rules out {service.title} (“{service.quote.text}” at character "
                f"{service.quote.start}) and also asks for it (at character {wanted[0].quote.start}): it is left in.",
                resolution="Take one of the two out of the request.",
                quotes=(service.quote, wanted[0].quote),
            )


def _more_than_one_region_gives(draft: Requirements) -> Iterator[Conflict]:
    measure = _measure(draft, "availability_percent")
    if measure and measure.value > ONE_REGION_PERCENT:
        yield Conflict(
            message=f"{measure.value:g} % availability is more than the service level agreements of one region promise "
            f"({ONE_REGION_PERCENT} %).",
            resolution="It needs a second region, or a lower target.",
            quotes=(measure.quote,),
        )


def _more_than_one_zone_gives(draft: Requirements) -> Iterator[Conflict]:
    measure, zone = _measure(draft, "availability_percent"), _ONE_ZONE.search(draft.request)
    if measure and zone and measure.value > ONE_ZONE_PERCENT:
        yield Conflict(
            message=f"{measure.value:g} % availability and “{zone[0]}” exclude each other: a zone may be gone "
            "for hours.",
            resolution="The design spreads over several zones; lower the target to have one.",
            quotes=(measure.quote, _quote(zone)),
        )


def _more_a_month_than_a_second(draft: Requirements) -> Iterator[Conflict]:
    rps, month = _measure(draft, "requests_per_second"), _measure(draft, "requests_per_month")
    if rps and month and month.value > rps.value * SECONDS_PER_MONTH:
        yield Conflict(
            message=f"{month.value:,.0f} requests a month are more than {rps.value:g} a second can make.",
            resolution="Say which of the two holds; the design is sized for both.",
            quotes=(rps.quote, month.quote),
        )


def _tighter_than_backups(draft: Requirements) -> Iterator[Conflict]:
    rpo = _measure(draft, "rpo_minutes")
    if rpo and rpo.value < POINT_IN_TIME_MINUTES:
        yield Conflict(
            message=f"A recovery point of {rpo.value:g} minutes is tighter than point-in-time recovery gives "
            f"({POINT_IN_TIME_MINUTES} minutes).",
            resolution="A standby or replica that is written synchronously meets it for the loss of a zone, a global "
            "database for the loss of a region; or allow more.",
            quotes=(rpo.quote,),
        )


def _region_may_fail_and_there_is_one(draft: Requirements) -> Iterator[Conflict]:
    only, lost = _ONE_REGION.search(draft.request), _REGION_LOST.search(draft.request)
    if not lost or draft.has("multi_region") or len(draft.regions) > 1:
        return
    quotes = [_quote(lost), *([_quote(only)] if only else [])]
    told = " and is to stay in one region" if only else " and names no second region"
    measure = _measure(draft, "rto_minutes")
    if only or (measure and measure.value < BACKUP_COPY_HOURS * 60):
        target = f" within {measure.value:g} minutes" if measure else ""
        yield Conflict(
            message=f"The system is to survive the loss of a region{target}{told}: nothing in one region can.",
            resolution="Name a second region (with data replicated to it), or accept a recovery from backups copied to "
            f"another region, which takes {BACKUP_COPY_HOURS} hours and more.",
            quotes=tuple(quotes),
        )


def _cut_off_and_public(draft: Requirements) -> Iterator[Conflict]:
    cut = _CUT_OFF.search(draft.request)
    if not cut:
        return
    public = [s for s in draft.services if s.block in _PUBLIC and not s.excluded]
    asked = next((c for c in draft.capabilities if c.name == "cdn"), None)
    if "air" in cut[0].lower() and (public or asked):
        quote = public[0].quote if public else asked.quote if asked else _quote(cut)
        yield Conflict(
            message=f"“{cut[0]}” rules out everything on the internet, and “{quote.text}” is reached from there.",
            resolution="Serve inside the network, through an internal load balancer and a VPN, or let the edge be "
            "public and only the rest be cut off.",
            quotes=(_quote(cut), quote),
        )


def _servers_for_who_wants_none(draft: Requirements) -> Iterator[Conflict]:
    wish = next((one for one in draft.preferences if one.value == "no_servers"), None)
    servers = [s for s in draft.services if s.block in _SERVERS and not s.excluded]
    if wish and servers:
        yield Conflict(
            message=f"“{wish.quote.text}” and “{servers[0].quote.text}” do not go together: {servers[0].title} has "
            "servers to patch.",
            resolution="Let Fargate or Lambda do that part, or accept servers for it.",
            quotes=(wish.quote, servers[0].quote),
        )


def _residency(draft: Requirements, region: str | None) -> Iterator[Conflict]:
    match = _EU_ONLY.search(draft.request)
    used = region or (draft.region.value if draft.region else None)
    if match and used and not used.startswith("eu-") and not is_excluded(draft.request, _quote(match)):
        yield Conflict(
            message=f"“{match[0]}” and {used}: that region is not in {match['place']}.",
            resolution="Choose a region there (eu-central-1, eu-west-1, eu-west-3, eu-north-1, eu-south-1).",
            quotes=(_quote(match),),
        )


RULES: tuple[Callable[[Requirements], Iterator[Conflict]], ...] = (
    _asked_and_ruled_out,
    _more_than_one_region_gives,
    _more_than_one_zone_gives,
    _more_a_month_than_a_second,
    _tighter_than_backups,
    _region_may_fail_and_there_is_one,
    _cut_off_and_public,
    _servers_for_who_wants_none,
)


def _measure(draft: Requirements, quantity: Quantity) -> Measure | None:
    return next((measure for measure in draft.measures if measure.quantity == quantity), None)


def _quote(match: re.Match[str]) -> Quote:
    return Quote(text=match[0], start=match.start())

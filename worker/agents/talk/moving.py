"""How what there is today comes into the design without a standstill: copy, follow the changes, rehearse, switch."""

import re

from jobs.sheets import Sheet
from worker.agents.talk.design_answers import design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.facts import page_of
from worker.agents.talk.offers import Offer, offer
from worker.agents.talk.told import Told
from worker.agents.talk.wording import in_a_sentence, listed, money

FILES = ("s3_bucket", "efs_file_system", "fsx_windows", "fsx_lustre")
RELATIONAL = ("rds_instance", "aurora_cluster", "aurora_serverless")
OTHER_STORES = ("dynamodb_table", "documentdb_cluster", "keyspaces_table", "neptune_cluster")
SERVERS = ("ec2_instance", "ec2_auto_scaling_group", "ecs_service", "eks_cluster")
TOOLS = {
    "dms_replication": ("AWS Database Migration Service", "dms"),
    "datasync_task": ("AWS DataSync", "datasync"),
    "migration_staging": ("AWS Application Migration Service", "application migration service"),
}
"""Block → what people call it, and how an instruction names it."""
_OF_WINDOWS = re.compile(r"\bwindows\b", re.IGNORECASE)


def moving_plan(sheet: Sheet, designs: Designs) -> Told:
    """Steps for what this design has, with the tools of the catalogue that do them."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    steps = [
        "**Beforehand**: list what there is, how much of it, and who uses it when; deploy the design beside it. "
        "Nothing stops yet."
    ]
    tools: list[str] = []
    for made in (_databases(design), _files(design), _servers(sheet, design)):
        if made:
            steps.append(made[0])
            tools += made[1]
    steps.append(
        "**Rehearse**: switch a copy over in a test, count rows and files on both sides, and note how long each step "
        "takes."
    )
    steps.append(
        "**Switch**, at a quiet hour: lower the lifetime of the DNS names the day before, stop writing in the old "
        "system, wait until the "
        "copies have caught up, point names and programs to the new one, try it, open it. That is minutes, not a "
        "weekend."
    )
    steps.append(
        "**Way back**: keep the old system, read only, for some weeks. As long as nobody has written in the new one, "
        "going back is turning "
        "the names back; after that its data must be copied back as well, so decide within the first hours."
    )
    text = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
    found = _offered(sheet, tools, design, designs)
    if found:
        text += (
            f"\n\nThe tools are needed only for the move: {listed([f'{one.brings} {_price(one)}' for one in found])}."
        )
    text += (
        "\n\nTell me how many GB and how fast your line is (“how long do 6 TB take over 100 Mbit/s?”), and I work "
        "out the copying."
    )
    pages = tuple(page_of(designs.catalogue.block(name)) for name in dict.fromkeys(tools))
    return Told(text, pages, tuple(one.choice for one in found))


def _price(one: Offer) -> str:
    return f"({money(one.usd)} a month)" if one.usd > 0 else "(no cost worth telling)"


def _databases(design: Design) -> tuple[str, list[str]] | None:
    stores = [one for name in RELATIONAL for one in design.of_block(name)]
    if not stores:
        others = [one for name in OTHER_STORES for one in design.of_block(name)]
        if not others:
            return None
        names = listed([in_a_sentence(one.name) for one in others])
        return (
            f"**Data into {names}**: its shape differs from tables of a relational database, so the application "
            "writes to both for a while, "
            "while a job copies what is older; then reading moves over.",
            [],
        )
    title = TOOLS["dms_replication"][0]
    names = listed([in_a_sentence(one.name) for one in stores])
    return (
        f"**Database**: {title} copies the old one into {names} and then follows each change, while people work on; "
        "the old "
        "database must let it read its log of changes.",
        ["dms_replication"],
    )


def _files(design: Design) -> tuple[str, list[str]] | None:
    stores = [one for name in FILES for one in design.of_block(name)]
    if not stores:
        return None
    title = TOOLS["datasync_task"][0]
    names = listed([in_a_sentence(one.name) for one in stores[:3]])
    return (
        f"**Files**: {title} copies them into {names}, checks each, and then every night what has changed; the last "
        "run, at the switch, is "
        "short. What is too much for the line goes by a device first (AWS Snowball).",
        ["datasync_task"],
    )


def _servers(sheet: Sheet, design: Design) -> tuple[str, list[str]] | None:
    servers = [one for name in SERVERS for one in design.of_block(name)]
    if not servers and not _OF_WINDOWS.search(sheet.request):
        return None
    title = TOOLS["migration_staging"][0]
    return (
        f"**Servers**: what cannot be installed anew is copied whole, disk by disk, with {title}, and started in AWS "
        "for a test as often as you "
        "like while the old one runs.",
        ["migration_staging"],
    )


def _offered(sheet: Sheet, tools: list[str], design: Design, designs: Designs) -> list[Offer]:
    made = [offer(sheet, TOOLS[one][0], f"add {TOOLS[one][1]}", designs) for one in tools if not design.of_block(one)]
    return [one for one in made if one]

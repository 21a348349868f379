"""What can be said of the sheet itself: what was understood, what is missing, where the talk stands, what is next."""

from jobs.sheets import Sheet
from worker.agents.talk.design_answers import question
from worker.agents.talk.designs import Designs
from worker.agents.talk.told import Choice, Told
from worker.agents.talk.wording import bullets, money, plain, sentence
from worker.architecture.errors import EngineError

MOST_ASSUMED = 8


def understood(sheet: Sheet) -> Told:
    """Everything that was read, with the words it was read from."""
    if not sheet.understood:
        return Told("So far I know nothing of what you want to build. Tell me in a sentence or two.")
    lines = [
        f"{sentence(one.label).rstrip('.')}: {one.value}{f' (“{one.quote}”)' if one.quote else ''}"
        for one in sheet.understood
    ]
    lines += [f"You set: {plain(subject)} = {value}" for subject, value in sheet.assumptions.items()]
    lines += [f"You pinned: {pin}" for pin in sheet.pins]
    text = f"What I understood:\n\n{bullets(lines)}"
    if sheet.conflicts:
        text += f"\n\nIn conflict:\n\n{bullets([f'{sentence(one.text)} {one.resolve}' for one in sheet.conflicts])}"
    return Told(text + "\n\nAnything that is wrong you can change in the sheet, or just say it.")


def assumed(sheet: Sheet) -> Told:
    """What nobody said, and what was taken instead."""
    if not sheet.assumed:
        return Told("I assume nothing yet, since I do not know what you want to build.")
    lines = [f"{plain(one.subject)} = {one.value}: {one.reason}" for one in sheet.assumed[:MOST_ASSUMED]]
    more = f"\n- and {len(sheet.assumed) - MOST_ASSUMED} more in the sheet" if len(sheet.assumed) > MOST_ASSUMED else ""
    return Told(
        f"What you did not say, and I took for granted:\n\n{bullets(lines)}{more}\n\nEach can be changed in the sheet."
    )


def missing(sheet: Sheet) -> Told:
    """The open questions, the most important with its choices."""
    if not sheet.request:
        return Told("What do you want to build, for whom, and how many of them?")
    if not sheet.questions:
        return Told("Nothing important is missing. You can go on to Analyze, for three options, or to Implement.")
    first = question(sheet, "")
    rest = [one.text for one in sheet.questions[1:]]
    text = first.text
    if rest:
        text += f"\n\nAfter that it would help to know:\n\n{bullets(rest)}"
    return Told(text, choices=first.choices)


def summary(sheet: Sheet, designs: Designs, topics: str = "") -> Told:
    """Where the conversation stands."""
    if not sheet.request:
        return Told(f"Nothing is designed yet. {topics}".strip())
    parts = [f"You want: {sheet.request}"]
    try:
        design = designs.design(sheet)
    except EngineError as error:
        design = None
        parts.append(f"It cannot be planned as it stands: {error}")
    if design:
        names = [one.name for one in design.architecture.components]
        parts.append(
            f"The design is **{design.architecture.title}** in {design.architecture.region}, with {len(names)} "
            f"components: {', '.join(names)}. It costs about {money(design.cost.monthly_usd)} a month."
        )
    if sheet.pins or sheet.assumptions:
        chosen = [*sheet.pins, *(f"{plain(name)} = {value}" for name, value in sheet.assumptions.items())]
        parts.append(f"You decided: {', '.join(chosen)}.")
    if topics:
        parts.append(topics)
    if sheet.conflicts:
        parts.append(f"In conflict: {' '.join(sentence(one.text) for one in sheet.conflicts)}")
    if sheet.questions:
        parts.append(f"Still open: {' '.join(one.text for one in sheet.questions[:3])}")
    return Told("\n\n".join(parts), choices=NEXT)


NEXT = (Choice("Show the design", "Show me the design"), Choice("What would it cost?", "What would it cost?"))


def next_steps(sheet: Sheet) -> Told:
    """How the talk becomes a bundle."""
    if not sheet.request:
        return Told(
            "First tell me what you want to build. When the sheet says what you mean, Analyze and Implement take it."
        )
    text = (
        "When the sheet says what you mean:\n\n"
        "- **Analyze** takes it over and compares three options on cost, availability, security and effort.\n"
        "- **Implement** makes the bundle: Terraform, CloudFormation, diagram, cost, review and documents, each "
        "checked.\n"
        "- A trial deployment on an emulator can prove the bundle afterwards.\n\n"
        "Both start from this conversation; nothing is changed in any account."
    )
    if sheet.questions:
        text += f" Worth answering before: {sheet.questions[0].text}"
    return Told(text)

"""`Is DynamoDB better than Postgres here?`, `do we need Kinesis?`: services judged by what this design is for."""

from collections.abc import Sequence

from jobs.sheets import Sheet
from worker.agents.talk import comparing, design_answers
from worker.agents.talk.designs import Designs
from worker.agents.talk.subjects import Subject
from worker.agents.talk.told import Told, joined


def better_here(found: Sequence[Subject], sheet: Sheet, region: str, designs: Designs) -> Told:
    """Both side by side, then which of them the design has and what the other would change."""
    compared = comparing.compare(list(found), region, designs.catalogue)
    design = design_answers.design_or_told(sheet, designs)
    if isinstance(design, Told):
        return compared
    there = [one for one in found if one.block and design.of_block(one.block)]
    other = next((one for one in found if one not in there), None)
    if there and other:
        part = design.of_block(there[0].block)[0]
        intro = Told(f"**For this design**: it has {there[0].title} ({part.name}). {part.because}".strip())
        return joined([compared, intro, design_answers.why_not(other, sheet, designs)])
    if other and not there:
        intro = Told("**For this design**: it has neither of the two.")
        return joined([compared, intro, design_answers.why_not(found[0], sheet, designs)])
    return joined([compared, Told("**For this design**: it has both, for different work.")])


def needed(subject: Subject, sheet: Sheet, designs: Designs) -> Told:
    """Yes and why, or no, what does its work, and what it would change."""
    design = design_answers.design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    if not design.of_block(subject.block):
        told = design_answers.why_not(subject, sheet, designs)
        return Told(f"No: the design does without {subject.title}.\n\n{told.text}", told.citations, told.choices)
    asked = any(one.block == subject.block and not one.excluded for one in design.requirements.services)
    answer = "You asked for it" if asked else "It does work in this design, and nobody asked for it by name"
    told = design_answers.why(subject, sheet, designs)
    return Told(f"{answer}.\n\n{told.text}", told.citations, told.choices)

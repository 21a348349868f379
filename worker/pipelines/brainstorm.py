"""The Brainstorm pipeline: one turn of a conversation. listen → answer → keep.

The sheet is the engine's reading of the user's words, with every model; the model only speaks.
"""

import time
from typing import Any

from jobs.sheets import Choice, Citation
from worker.agents.architect import Listener
from worker.agents.talk.designs import Designs
from worker.agents.talk.intents import Heard
from worker.agents.talk.listening import listen
from worker.agents.talk.remembering import remembered, title_of
from worker.agents.talk.state import Said, Talk
from worker.agents.talk.talker import Reply, Talker
from worker.architecture.reading.secrets import without_secrets
from worker.pipelines.delivery import engine_faults, finding_event
from worker.pipelines.narration import Narration
from worker.pipelines.run import Run, Stages, Turn

STAGES = Stages(
    {
        "listen": "Reading what you said",
        "answer": "Looking things up and answering",
        "keep": "Bringing the sheet up to date",
    }
)
WARM_UP = (
    "We build a web shop with a database for 10,000 users in Frankfurt.",
    "What changes if we have 50,000 users?",
)


class Brainstorm:
    """Shared by all conversations of a worker; designs of sheets are kept while they are asked for."""

    def __init__(self, talker: Talker, designs: Designs) -> None:
        self._talker = talker
        self._designs = designs

    def run(self, run: Run) -> dict[str, Any]:
        """Answer the user's last words. What was said and understood is left in the run's turn, piece by piece.

        Raises EngineRefused, what the talker raises, and the run's stop reason.
        """
        turn = run.turn
        if turn is None:
            raise ValueError("a brainstorm job has a turn")
        started = time.monotonic()
        with engine_faults():
            with STAGES.stage(run, "listen"):
                message = without_secrets(turn.message)
                heard = listen(message, turn.talk, self._designs)
                turn.sheet = heard.sheet
                turn.title = "" if turn.talk.title else title_of(heard)
            with STAGES.stage(run, "answer"):
                reply = self._answer(run, turn, message, heard)
            with STAGES.stage(run, "keep"):
                turn.summary, turn.summarised = remembered(turn.talk, turn.message, self._designs.catalogue)
        return {
            "architect": reply.architect,
            "usage": reply.usage.as_json(),
            "intents": [one.kind for one in heard.intents],
            "seconds": round(time.monotonic() - started, 2),
        }

    def warm_up(self) -> None:
        """Read, plan, price and compare once: vocabulary and checks are read at their first use."""
        talk = Talk()
        for words in WARM_UP:
            heard = listen(words, talk, self._designs)
            if design := self._designs.design(heard.sheet):
                _ = design.judgement
            talk = Talk((*talk.transcript, Said("user", words)), sheet=heard.sheet)

    def _answer(self, run: Run, turn: Turn, message: str, heard: Heard) -> Reply:
        for tool, fault in self._talker.warnings().items():
            run.report("finding", finding_event("tool_pins", "medium", "", f"{tool}: {fault}."))
        narration = Narration(run.report, anew=True)
        hears = narration.listener()

        def on_text(text: str) -> None:
            turn.words.append(text)
            hears.on_text(text)

        def on_anew(kept: str) -> None:
            turn.words[:] = [kept]
            narration.begin_anew(kept)

        try:
            reply = self._talker.reply(
                message,
                turn.talk,
                heard,
                audit=run.audit,
                listener=Listener(on_text, hears.on_tool),
                cancel=run.stop.event,
                terms=run.terms,
                on_anew=on_anew,
            )
        finally:
            narration.flush()
        turn.citations = [Citation(title=one.title, url=one.url) for one in reply.citations]
        turn.choices = [Choice(label=one.label, value=one.value) for one in reply.choices]
        return reply

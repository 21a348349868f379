"""Clients reach every entrance over HTTPS only."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, proven


class ClientsAreServedOverTls(Check):
    """SEC09-BP02."""

    practice = "SEC09-BP02"
    severity = "high"
    sentence = "Clients reach every entrance over HTTPS only."
    risk = "On the way anyone can read and change what is sent, sign-in included."
    whom = "operations"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("entry"):
            front = [caller for caller in part.fed_by() if caller.block.entry and caller.block.placement == "edge"]
            if front:
                yield Verdict(part.id, f"clients reach {part.id} through {front[0].id}", True)
            elif "clients_tls" in part.proofs:
                yield from proven(part, "clients_tls")
            else:
                question = f"{part.id} speaks HTTP until it has a certificate: is it given one when it is deployed?"
                yield ask(f"the certificate of {part.id} is given when it is deployed", question, part)

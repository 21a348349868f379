"""APIs check who calls them."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, attach


class ApisKnowTheirCallers(Check):
    """SEC09-BP03."""

    practice = "SEC09-BP03"
    severity = "high"
    sentence = "APIs check who calls them."
    risk = "Everybody on the internet can do what the application's users can."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            if "authorizers" not in part.block.slots and "authorization" not in part.options:
                continue
            users = [
                edge.target for edge in part.targets if any(entry.slot == "authorizers" for entry in edge.kind.slots)
            ]
            if users:
                yield Verdict(part.id, f"{part.id} asks {users[0].id}", True)
            elif part.options.get("authorization") == "AWS_IAM":
                yield Verdict(f"{part.id}.authorization", f"{part.id} takes signed requests only", True)
            elif "authorizers" in part.block.slots and (
                system.of("cognito") or system.compliance or system.wants("sign_in")
            ):
                fix = attach(system, part, "cognito_user_pool", id="users", name="Users", into=False)
                yield Verdict(part.id, f"no connection from {part.id} to a user pool", False, fix)
            else:
                question = f"Is {part.id} meant for everyone, or who may call it?"
                yield ask(f"no connection from {part.id} to a user pool", question, part)

from jobs.roles import Role
from jobs.states import AVAILABLE_MODES, TERMINAL, UNFINISHED, Mode, State


def test_every_state_is_either_terminal_or_not() -> None:
    assert set(State) == TERMINAL | UNFINISHED
    assert not TERMINAL & UNFINISHED
    assert {State.SUCCEEDED, State.FAILED, State.CANCELLED} == TERMINAL


def test_analyze_and_implement_are_available() -> None:
    assert {Mode.ANALYZE, Mode.IMPLEMENT} <= AVAILABLE_MODES


def test_a_viewer_changes_nothing() -> None:
    assert [role for role in Role if role.may_write] == [Role.OWNER, Role.ADMIN, Role.MEMBER]
    assert [role for role in Role if role.may_administer] == [Role.OWNER, Role.ADMIN]

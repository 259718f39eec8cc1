"""What nobody accepts is not given."""

from pasocial.office.work.handover.rules import reason_against_giving


def test_only_what_some_desk_accepts_is_given() -> None:
    assert reason_against_giving(accepted=True) is None
    refusal = reason_against_giving(accepted=False)
    assert refusal is not None
    assert refusal.code == "nobody_accepts"

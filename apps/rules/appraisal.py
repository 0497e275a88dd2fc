"""民主评议: who must be there, and what the votes say."""

from __future__ import annotations


def enough_representatives(representatives: int, total: int) -> bool:
    """「村（居）民代表人数不得少于参加评议总人数的三分之二」（民发〔2012〕220号 第二十二条，已废止，沿用其办法）.

    Whether at least two thirds of `total` persons are representatives of the residents; counted in whole persons.
    """
    return 3 * representatives >= 2 * total


def conclusion_of(votes_for: int, votes_against: int) -> str:
    """「…对申请家庭…的真实性进行评议…形成评议结论」（同上 第二十三条）; a tie settles nothing and leads to a new survey.

    supported, opposed or tied; abstentions count for neither side.
    """
    if votes_for == votes_against:
        return "tied"
    return "supported" if votes_for > votes_against else "opposed"

"""规则: the law as plain Python.

Owns every calculation and every deadline: facts in, dated standards in, the day in; an explained answer out.
Nouns: Standard 标准, Line 算式行, Assessment 测算, Deadline 期限, Routing 办理分工.
Everyone may import this floor; it imports the standard library only. It never reads a clock, a database or a user.
Money is Decimal at the doors and an exact Fraction inside; the only rounding is the last one, by name.
"""

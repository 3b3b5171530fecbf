"""Draft a story's sections with a language model: one at a time, each held against the check.

    settings ─ prompt ─► chat ─► reply ─► manuscript.judge ─┬─ nothing found: put, recorded
                 ▲                                          │
                 └──────── findings, as text ◄──────────────┘  at most three rounds

What still fails stays at the lesson's default. The same by hand: `by_hand`.
"""

"""The reference check centre: a small separate program that speaks the contract of the real one.

It knows nothing of the site but the HTTP contract (`apps/checks/centre/__init__.py` describes it) and a shared key,
imports nothing from it, and answers from a synthetic population. The real centre takes its place by address and key
(CHECK_CENTRE_URL, CHECK_CENTRE_KEY). `signing` who speaks · `records` what the sources hold · `behaviour` what it is
told to do wrong · `server` HTTP · `package` files.

    python -m config.check_centre --port 8001
    python -m config.check_centre --package request.json > answer.json
"""

"""Two hundred drafts of one month at once, by two people over HTTP: one batch, and nobody sees an error."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.chaos.site import Site
from tests.chaos.visitor import Visitor

MANY = 200


def two_hundred_drafts(site: Site) -> bool:
    """Print how they were answered; True when they made one batch with each line once."""
    (office,) = site.ask("SELECT id FROM offices_office WHERE code = '120102001'")
    names = [
        site.ask("SELECT username FROM offices_user WHERE full_name = %s", who)[0]
        for who in ("孙制表", "钱制表")
    ]
    visitors = [Visitor(site.port, name) for name in names]
    form = {"office": str(office), "month": "2025-11-01"}
    with ThreadPoolExecutor(MANY) as pool:
        asked = [pool.submit(visitors[n % 2].ask, "/payments/draft/", form) for n in range(MANY)]
        answers = [one.result() for one in asked]
    statuses = Counter(status for status, _, _ in answers)
    places = {place for status, place, _ in answers if status == 302}
    (batches,) = site.ask("SELECT count(*) FROM payments_batch")
    print(
        f"同时制表 {MANY} 次：答复 {dict(statuses)}，批次 {batches} 个（须为 1），去向 {len(places)} 处",
        flush=True,
    )
    return batches == 1 and len(places) == 1 and set(statuses) <= {302, 409}

"""Speaking with the check centre (核对中心), a separate system: signed HTTP, or sealed files.

POST <CHECK_CENTRE_URL>/v1/checks with `{"number", "day", "edition", "subjects": [{"ref", "id_number", "name", "sources"}]}`.
The answer is `{"number", "answers": [{"ref", "id_number", "source", "state", "as_of", "items"}]}`; `state` is found, none
or offline; an item has `item`, `form`, `amount` (yuan, text with two decimals), `area`, `text`. Both sides sign act,
moment, nonce, key id and the SM3 of the body with HMAC-SM3; the answer carries the nonce of its request.
`signing` · `contract` what may be said · `line` HTTP · `package` files. Errors are `Trouble`.
"""

from apps.checks.centre.contract import Answer, Item, Subject, Trouble, read_answers, written
from apps.checks.centre.line import ask, is_connected
from apps.checks.centre.package import read_package, write_package

__all__ = [
    "Answer",
    "Item",
    "Subject",
    "Trouble",
    "ask",
    "is_connected",
    "read_answers",
    "read_package",
    "write_package",
    "written",
]

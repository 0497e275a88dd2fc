"""Start the reference check centre, or answer one request file. Address, key and population come from the environment."""

import argparse
import os
import sys
from pathlib import Path

from config.check_centre.package import seal, unseal
from config.check_centre.records import Records
from config.check_centre.server import CheckCentre, answer_to


def main() -> None:
    arguments = argparse.ArgumentParser(prog="check_centre")
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=8001)
    arguments.add_argument("--package", type=Path, help="answer this request file on standard output")
    chosen = arguments.parse_args()
    key = os.environ["CHECK_CENTRE_KEY"]
    population = os.environ.get("CHECK_CENTRE_POPULATION")
    records = Records(Path(population) if population else None)
    if chosen.package:
        answer = answer_to(unseal(key, "request", chosen.package.read_text()), records)
        sys.stdout.write(seal(key, "answer", answer))
        return
    control = os.environ.get("CHECK_CENTRE_CONTROL") == "1"
    with CheckCentre((chosen.host, chosen.port), key=key, records=records, control=control) as server:
        sys.stdout.write(f"check centre on {server.server_address[0]}:{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()

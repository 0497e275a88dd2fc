"""The negative control: a task that notes its place only after a chunk, and commits each payment. It pays twice when killed."""

import os
import sys

import psycopg

CHUNK = 500


def main(rows: int) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        place = connection.execute("SELECT coalesce(max(place), 0) FROM naive_place").fetchone()[0]
        while place < rows:
            for line in range(place + 1, min(place + CHUNK, rows) + 1):
                connection.execute("INSERT INTO naive VALUES (%s)", [line])
            place += CHUNK
            connection.execute("INSERT INTO naive_place VALUES (%s)", [place])


if __name__ == "__main__":
    main(int(sys.argv[1]))

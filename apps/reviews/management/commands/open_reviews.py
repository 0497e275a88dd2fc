"""Open the reviews that fall due, for today or for a named day; run again as often as one likes."""

import datetime as dt

from django.core.management.base import BaseCommand

from apps.core import clock
from apps.reviews.services import open_reviews


class Command(BaseCommand):
    help = "开始到期的定期核查；--day 指定日期，可以重复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--day", type=dt.date.fromisoformat, help="日期，例如 2026-03-31；不写为今天")

    def handle(self, *args, **options) -> None:
        run = open_reviews(options["day"] or clock.today())
        print(f"{run.key}：到期 {run.total} 户，都已开始核查。")

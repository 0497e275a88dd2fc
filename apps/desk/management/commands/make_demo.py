"""Make the demonstration data once."""

import datetime as dt
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.core import clock
from apps.desk.demo.accounts import PASSWORD, demo_accounts
from apps.desk.demo.centre import write_population
from apps.desk.demo.make import make_demo
from apps.offices.models import User


class Command(BaseCommand):
    help = "生成演示数据（只在演示环境；已有人员时什么也不做）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", default="today", help="演示数据的“今天”，如 2026-11-20；默认今天")
        parser.add_argument("--seed", type=int, default=1, help="同一日期和种子得到同样的数据")

    def handle(self, *args, day: str = "today", seed: int = 1, verbosity: int = 1, **options) -> None:
        if not settings.DEMO:
            raise CommandError("没有生成。演示数据只能在演示环境（DEMO=1）生成，正式环境请勿使用。")
        if User.objects.exists():
            self.stdout.write("已有人员和数据，没有重复生成演示数据。")
            return
        begun = time.monotonic()
        make_demo(self._day(day), seed, self.stdout.write if verbosity else lambda line: None)
        known = write_population()
        if verbosity:
            self.stdout.write(f"核对中心的人员：{known} 人")
            self.stdout.write(f"演示数据：{time.monotonic() - begun:.1f} 秒")
            self.stdout.write(f"{len(demo_accounts())} 个演示账号，密码都是 {PASSWORD}")

    def _day(self, text: str) -> dt.date:
        if text == "today":
            return clock.today()
        try:
            return dt.date.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"日期写作 2026-11-20，现在是“{text}”。") from error

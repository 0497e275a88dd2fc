"""List the accounts of the demonstration."""

import unicodedata

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.desk.demo.accounts import PASSWORD, demo_accounts


class Command(BaseCommand):
    help = "列出演示账号（只在演示环境）。"

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            raise CommandError("没有列出。这里不是演示环境（DEMO=1）。")
        accounts = demo_accounts()
        if not accounts:
            raise CommandError("还没有演示账号；请先运行 manage.py make_demo。")
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}）：")
        for one in accounts:
            self.stdout.write(
                f"  {_wide(one.username, 16)}{_wide(one.name, 10)}{_wide(one.role, 12)}{one.office}"
            )


def _wide(text: str, columns: int) -> str:
    """The text filled up to so many columns; a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(1, columns - taken)

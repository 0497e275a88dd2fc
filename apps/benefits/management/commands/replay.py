"""Recompute every decision from its frozen facts and the rows of standards that it used; a difference needs a reason."""

from django.core.management.base import BaseCommand, CommandError

from apps.benefits import replay
from apps.benefits.models import Assessment
from apps.core import clock
from apps.core.errors import Refused

SHOWN = 5


class Command(BaseCommand):
    help = "重放全部审核确认决定；有差异而没有登记原因时以失败结束。"

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="也重放没有形成决定的测算")
        parser.add_argument("--case", help="只重放一个办件号")
        parser.add_argument("--explain", type=int, metavar="测算编号", help="登记这次测算差异的原因")
        parser.add_argument("--reason", default="", help="差异的原因")
        parser.add_argument("--by", default="系统管理", help="登记人")

    def handle(self, *args, **options) -> None:
        if options["explain"]:
            self._explain(options)
            return
        rows = Assessment.objects.all() if options["all"] else replay.decided()
        if options["case"]:
            rows = rows.filter(case__number=options["case"])
        unexplained = self._assessments(rows)
        if not options["case"]:
            unexplained += self._recalculated()
        if unexplained:
            raise CommandError(f"{unexplained} 处差异没有登记原因。")

    def _explain(self, options) -> None:
        assessment = Assessment.objects.filter(pk=options["explain"]).first()
        if assessment is None:
            raise CommandError("没有这次测算。")
        try:
            replay.record_reason(assessment, options["reason"], by_name=options["by"], on=clock.today())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write("已登记原因。")

    def _assessments(self, rows) -> int:
        unexplained = different = 0
        for found in replay.replayed(rows):
            different += 1
            explained = replay.is_explained(found)
            unexplained += not explained
            self.stdout.write(
                f"差异：测算 {found.assessment_id}（{found.case_number}）{'，原因已登记' if explained else ''}"
            )
            for path, kept, again in found.paths[:SHOWN]:
                self.stdout.write(f"  {path}：原为 {kept}，现为 {again}")
        self.stdout.write(f"重放 {rows.count()} 次测算，{different} 次有差异。")
        return unexplained

    def _recalculated(self) -> int:
        many = 0
        for row, again in replay.recalculated_differences():
            many += 1
            self.stdout.write(f"差异：调标金额 {row.pk} 原为 {row.amount}，现为 {again}")
        return many

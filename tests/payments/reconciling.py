"""Random batches, one after the other, against a ledger kept by hand: what the bank gets is the batch is the ledger, to the fen.

The file is read as the bank reads it, from its bytes; it is the same bytes whenever it is asked for; an answer that comes
twice counts once.
"""

import random
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from apps.benefits.queries import Part
from apps.benefits.services import change_amount
from apps.payments import services
from apps.payments.models import BankFile, Batch, Outcome
from apps.rules.calendar import Month
from tests.benefits import makers
from tests.payments.makers import answer, award, case_of, decision_of
from tests.payments.reckoning import FIRST, ZERO, attempt

MONTHS = 24  # that one register lives; then another register begins
SHEETS = 0.2  # how many files are asked for as sheets too, which takes longer than all the rest


@dataclass
class Family:
    """A household of the register as the hand keeps it: yuan a month, what was not paid yet, what came back."""

    award: object
    amount: Decimal
    at_institution: bool = False
    has_account: bool = True
    waiting: Decimal = ZERO  # months that were held; what an institution takes never is
    came_back: Decimal = ZERO

    @property
    def listed(self) -> Decimal:
        """What the batch lists of this month and of those that waited."""
        if self.has_account:
            return self.amount + self.waiting
        return self.amount if self.at_institution else ZERO

    def take(self) -> Decimal:
        """What goes to the household's account of all that is due, and what came back; without one the month waits."""
        own = ZERO if self.at_institution else self.amount
        if not self.has_account:
            self.waiting += own
            return ZERO
        orders = self.waiting + self.came_back + own
        self.waiting = self.came_back = ZERO
        return orders


def reconcile(batches: int, *, seed: int = 1) -> int:
    """So many random batches, in transactions that are taken back; the lines that the bank got."""
    drawn, made, lines = random.Random(seed), 0, 0
    while made < batches:
        with transaction.atomic():
            register = Register(drawn)
            for place in range(min(MONTHS, batches - made)):
                lines += register.live(FIRST.plus(place))
                made += 1
            transaction.set_rollback(True)
    return lines


class Register:
    """One street's register through its months."""

    def __init__(self, drawn: random.Random) -> None:
        self.drawn, self.w, self.decisions = drawn, makers.world(), 0
        self.families: list[Family] = []
        for place in range(drawn.randint(1, 5)):
            self._join(f"户{place}", FIRST)

    def live(self, month: Month) -> int:
        """A month: what people decide, the batch, the bank's answer; the lines of the file."""
        self.month, self.on = month, month.first.replace(day=20)
        for family in self.families:
            self._change(family)
        batch = self._batch()
        expected = self._expected(batch)
        file = self._file(batch)
        if file is None or not file.transfers.exists():
            assert expected == ZERO
            return 0
        lines = self._read(file, batch, expected)
        self._answer(file, lines)
        return lines

    def _join(self, name: str, month: Month) -> None:
        amount = self._some()
        made = award(self.w, name, str(amount), first=month.first)
        family = Family(made, amount, at_institution=self.drawn.random() < 0.15)
        if family.at_institution:
            made.amounts.update(payee="河东区福利院")
        self.families.append(family)

    def _some(self) -> Decimal:
        return Decimal(self.drawn.randint(1, 400_000)) / 100

    def _change(self, family: Family) -> None:
        """Another amount from this month on, another account, or none for now."""
        if self.drawn.random() < 0.3:
            family.amount, self.decisions = self._some(), self.decisions + 1
            case = case_of(family.award.household, self.w.hukou, f"变更 {family.award.pk} {self.decisions}")
            change_amount(
                family.award,
                [Part("dibao", family.amount)],
                decision=decision_of(self.w, case, str(family.amount), self.month.first, on=self.on),
                first_month=self.month.first,
                by=self.w.approver,
                on=self.on,
            )
            family.at_institution = False  # that decision names nobody else to take it
        home = family.award.household
        if self.drawn.random() < 0.3 or not family.has_account or family.came_back:
            home.accounts.filter(valid_to=None).update(valid_to=makers.SINCE)
            family.has_account = self.drawn.random() < 0.8
            if family.has_account:
                makers.bank_account(home, f"9999{home.accounts.count():03d}{home.pk:010d}")

    def _batch(self) -> Batch:
        batch, refused = attempt(
            services.draft_batch, self.w.hukou, self.on, by=self.w.hukou_clerk, on=self.on
        )
        assert not refused, refused
        return batch

    def _expected(self, batch: Batch) -> Decimal:
        """Yuan on the bank file by hand; the batch has those of institutions besides, and lists no more than the ledger."""
        listed = sum((one.listed for one in self.families), ZERO)
        assert sum((line.amount for line in batch.payments.all()), ZERO) == listed
        return sum((one.take() for one in self.families), ZERO)

    def _file(self, batch: Batch) -> BankFile | None:
        """None where all is held: there is nothing to approve."""
        _, refused = attempt(services.approve_batch, batch, by=self.w.approver, on=self.on)
        assert refused in ("", "nothing_listed"), refused
        if refused:
            return None
        file = services.export_batch(batch, by=self.w.approver, on=self.on)
        services.make_bank_file(file.pk, chunk=self.drawn.randint(1, 4))
        return BankFile.objects.select_related("batch", "run").get(pk=file.pk)

    def _read(self, file: BankFile, batch: Batch, expected: Decimal) -> int:
        """The bytes as the bank reads them, twice, against the hand and the ledger of attempts."""
        text = self._download(file, "text")
        assert self._download(file, "text") == text
        if self.drawn.random() < SHEETS:
            assert self._download(file, "sheet") == self._download(file, "sheet")
        head, *lines = text.decode("gb18030").rstrip("\r\n").split("\r\n")
        amounts = [Decimal(line.split("|")[3]) for line in lines]
        assert head.split("|")[1:] == [batch.number, str(self.month), str(len(lines)), str(expected)]
        assert sum(amounts, ZERO) == expected
        assert sorted(amounts) == sorted(one.amount for one in file.transfers.all())
        return len(lines)

    def _download(self, file: BankFile, form: str) -> bytes:
        return services.download_bank_file(file, form, by=self.w.approver, on=self.on)

    def _answer(self, file: BankFile, lines: int) -> None:
        """Some lines come back; the same answer again changes nothing."""
        failed = [line for line in range(1, lines + 1) if self.drawn.random() < 0.15]
        said = {"name": "回盘.txt", "content": answer(file, *failed), "by": self.w.hukou_clerk, "on": self.on}
        services.match_return(services.receive_return(file, **said).pk)
        assert attempt(services.receive_return, file, **said)[1] == "already_imported"
        outcomes = Outcome.objects.filter(transfer__file=file)
        assert (outcomes.count(), outcomes.filter(paid=False).count()) == (lines, len(failed))
        for back in file.transfers.filter(line__in=failed).select_related("payment"):
            family = next(one for one in self.families if one.award.pk == back.payment.award_id)
            family.came_back += back.amount
        file.batch.refresh_from_db()
        assert file.batch.state == "settled"

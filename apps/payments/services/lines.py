"""The lines of a draft, found and written in one statement, so that all of it sees the same rows.

owed: every month up to the batch month of every award of the office, by kind, as the ledger stands today. paid: what
earlier batches listed for it, less what a decided recovery took back of a month that was given another amount since then
(until that the recovery has the last word on its months). What differs is due: the month itself, a month that was not paid in its time, or (a late
decision) the rest of one that was; within a month the kinds are netted, and what is paid once stands by itself. What was
paid too much is not taken off: it becomes a recovery. set_off: where the district lets a decided recovery be held back,
what the month itself gives towards it, from its largest line and never all of that. again: what came back from the bank, once its account was changed.
claimed: what is paid once to whoever handled a funeral goes to the claimant's account, whatever the household's is worth.
judged: what an institution takes needs no account of the household and is never held for one.
"""

from apps.benefits.models import ONE_TIME

ONCE = [kind.value for kind in ONE_TIME]  # the value of %(once)s
DUE = """
WITH owed AS (
    SELECT part.award_id, due_month::date AS month, part.kind, sum(part.amount) AS amount, max(part.payee) AS payee
      FROM benefits_award award
      JOIN benefits_awardamount part ON part.award_id = award.id AND part.withdrawn_by_id IS NULL
     CROSS JOIN LATERAL generate_series(
           part.from_month::timestamp, least(part.to_month, %(month)s)::timestamp, interval '1 month') AS due_month
     WHERE award.paying_office_id = %(office)s
     GROUP BY part.award_id, due_month, part.kind
), listed_before AS (
    SELECT line.award_id, line.month, line.kind, sum(line.amount) AS amount,
           count(*) FILTER (WHERE line.cause = 'back_pay') AS times
      FROM payments_payment line JOIN benefits_award award ON award.id = line.award_id
     WHERE award.paying_office_id = %(office)s AND line.batch_id <> %(batch)s
     GROUP BY line.award_id, line.month, line.kind
), taken AS (
    SELECT ordered.award_id, part.month, sum(part.difference) AS amount
      FROM benefits_recoveryorder ordered JOIN benefits_award award ON award.id = ordered.award_id
      JOIN benefits_recoverymonth part ON part.order_id = ordered.id
     WHERE award.paying_office_id = %(office)s AND ordered.state IN ('decided', 'settled')
       AND EXISTS (SELECT 1 FROM benefits_monthly_amount later
                    WHERE later.award_id = ordered.award_id AND later.id > ordered.ledger_seen
                      AND later.from_month <= part.month
                      AND (later.to_month IS NULL OR later.to_month >= part.month))
     GROUP BY ordered.award_id, part.month
), given_back AS (
    SELECT award_id, month, kind, least(line.amount, greatest(0, taken.amount - coalesce(sum(line.amount) OVER (
               PARTITION BY award_id, month ORDER BY line.amount DESC, kind
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS amount
      FROM taken JOIN listed_before line USING (award_id, month) WHERE kind <> ALL(%(once)s)
), paid AS (
    SELECT award_id, month, kind, times, line.amount - coalesce(given_back.amount, 0) AS amount
      FROM listed_before line LEFT JOIN given_back USING (award_id, month, kind)
), difference AS (
    SELECT award_id, month, kind, payee, times, kind = ANY(%(once)s) AS once,
           coalesce(owed.amount, 0) - coalesce(paid.amount, 0) AS amount
      FROM owed FULL JOIN paid USING (award_id, month, kind)
     WHERE owed.amount IS DISTINCT FROM paid.amount
), net AS (
    SELECT difference.*,
           sum(amount) OVER month_of_award AS net,
           sum(greatest(amount, 0)) OVER (PARTITION BY award_id, month, once ORDER BY kind) AS up_to
      FROM difference WINDOW month_of_award AS (PARTITION BY award_id, month, once)
), due AS (
    SELECT net.award_id, award.household_id, net.month, net.kind, net.payee,
           least(net.amount, net.net - (net.up_to - net.amount)) AS amount,
           CASE WHEN once THEN 'one_time' WHEN times IS NOT NULL THEN 'back_pay'
                WHEN month = %(month)s THEN 'regular' ELSE 'arrears' END AS cause,
           CASE WHEN once OR times IS NULL THEN 0 ELSE times + 1 END AS sequence
      FROM net JOIN benefits_award award ON award.id = net.award_id
     WHERE net.amount > 0 AND net.net > net.up_to - net.amount
), account AS (
    SELECT household_id, count(*) AS many, min(id) AS account_id, min(holder_id) AS holder_id,
           min(number_index) AS number_index
      FROM households_bankaccount
     WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to >= %(on)s)
     GROUP BY household_id
), shared AS (
    SELECT number_index FROM households_bankaccount
     WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to >= %(on)s)
     GROUP BY number_index HAVING count(DISTINCT household_id) > 1
), checked AS (
    SELECT home.id AS household_id, account.account_id,
           CASE WHEN account.many IS NULL THEN 'no_account'
                WHEN account.many > 1 THEN 'several_accounts'
                WHEN holder.death_date <= %(on)s THEN 'holder_died'
                WHEN NOT EXISTS (SELECT 1 FROM households_membership member
                                  WHERE member.household_id = home.id
                                    AND member.person_id = account.holder_id
                                    AND member.valid_from <= %(on)s
                                    AND (member.valid_to IS NULL OR member.valid_to >= %(on)s))
                     THEN 'holder_not_member'
                WHEN shared.number_index IS NOT NULL THEN 'shared_account'
                ELSE '' END AS reason
      FROM households_household home
      LEFT JOIN account ON account.household_id = home.id
      LEFT JOIN shared USING (number_index)
      LEFT JOIN households_person holder ON holder.id = account.holder_id
     WHERE home.id IN (SELECT household_id FROM benefits_award WHERE paying_office_id = %(office)s)
), claimed AS (
    SELECT part.award_id, part.from_month AS month, part.kind, claimant.account_id
      FROM benefits_claimant claimant
      JOIN benefits_awardamount part ON part.one_time_id = claimant.round_id AND part.withdrawn_by_id IS NULL
     WHERE claimant.account_id IS NOT NULL
), persons AS (
    SELECT due.award_id, due.month, count(*) AS members
      FROM (SELECT DISTINCT award_id, month FROM due) due
      JOIN benefits_awardmember one ON one.award_id = due.award_id AND one.withdrawn_by_id IS NULL
       AND one.from_month <= due.month AND (one.to_month IS NULL OR one.to_month >= due.month)
     GROUP BY due.award_id, due.month
), judged AS (
    SELECT due.*, CASE WHEN due.payee = '' THEN coalesce(claimed.account_id, checked.account_id) END AS account_id,
           CASE WHEN due.payee = '' AND claimed.account_id IS NULL THEN checked.reason ELSE '' END AS reason,
           coalesce(persons.members, 0) AS members
      FROM due JOIN checked USING (household_id) LEFT JOIN claimed USING (award_id, month, kind)
      LEFT JOIN persons USING (award_id, month)
)"""
SET_OFF = """, allowed AS (
    SELECT DISTINCT ON (ordered.award_id) ordered.award_id, ordered.id AS order_id,
           least(said.monthly, ordered.total - back.amount - waiting.amount) AS amount
      FROM benefits_recoveryorder ordered
      JOIN benefits_award award ON award.id = ordered.award_id
     CROSS JOIN LATERAL (
           SELECT monthly FROM benefits_setoffdecision
            WHERE order_id = ordered.id AND from_month <= %(month)s ORDER BY id DESC LIMIT 1) said
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(amount), 0) AS amount FROM benefits_recoveryreceipt WHERE order_id = ordered.id) back
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(line.set_off), 0) AS amount
             FROM payments_payment line JOIN payments_batch batch ON batch.id = line.batch_id
            WHERE line.set_off_order_id = ordered.id AND batch.state = 'draft' AND batch.id <> %(batch)s) waiting
     WHERE award.paying_office_id = %(office)s AND ordered.state = 'decided' AND said.monthly > 0
       AND ordered.total > back.amount + waiting.amount
     ORDER BY ordered.award_id, ordered.id
), set_off AS (
    SELECT DISTINCT ON (award_id) award_id, month, kind, order_id, allowed.amount AS set_off
      FROM judged JOIN allowed USING (award_id)
     WHERE judged.cause = 'regular' AND judged.payee = '' AND judged.reason = '' AND judged.amount > allowed.amount
     ORDER BY award_id, judged.amount DESC, kind
)"""
AGAIN = """, again AS (
    SELECT tried.payment_id, tried.id AS transfer_id, coalesce(claimed.account_id, checked.account_id) AS account_id
      FROM payments_outcome answer
      JOIN payments_transfer tried ON tried.id = answer.transfer_id
      JOIN payments_payment line ON line.id = tried.payment_id
      JOIN benefits_award award ON award.id = line.award_id
      JOIN checked ON checked.household_id = award.household_id
      LEFT JOIN claimed ON claimed.award_id = line.award_id AND claimed.month = line.month AND claimed.kind = line.kind
     WHERE NOT answer.paid AND award.paying_office_id = %(office)s
       AND (claimed.account_id IS NOT NULL OR checked.reason = '')
       AND coalesce(claimed.account_id, checked.account_id) <> tried.account_id
       AND NOT EXISTS (SELECT 1 FROM payments_retry there
                        WHERE there.transfer_id = tried.id AND there.batch_id <> %(batch)s)
)"""
# register: counted from the awards alone, without a look at payments or accounts. In order, since the ids of the lines are
# the order of the bank's file, and that should not be the planner's.
LISTED = """, listed AS (
    INSERT INTO payments_payment
           (batch_id, award_id, month, kind, cause, sequence, amount, members, account_id, payee,
            set_off, set_off_order_id)
    SELECT %(batch)s, award_id, month, kind, cause, sequence, amount, members, account_id, payee,
           coalesce(set_off, 0), order_id
      FROM judged LEFT JOIN set_off USING (award_id, month, kind) WHERE reason = ''
     ORDER BY award_id, month, kind
    RETURNING 1
), held AS (
    INSERT INTO payments_held (batch_id, award_id, month, kind, cause, amount, members, reason)
    SELECT %(batch)s, award_id, month, kind, cause, amount, members, reason FROM judged WHERE reason <> ''
    RETURNING 1
), listed_again AS (
    INSERT INTO payments_retry (batch_id, payment_id, transfer_id, account_id)
    SELECT %(batch)s, payment_id, transfer_id, account_id FROM again ORDER BY payment_id
    RETURNING 1
), register AS (
    SELECT count(DISTINCT award.id) AS awards, coalesce(sum(part.amount), 0) AS amount
      FROM benefits_award award
      JOIN benefits_monthly_amount part ON part.award_id = award.id
     WHERE award.paying_office_id = %(office)s AND part.from_month <= %(month)s
       AND (part.to_month IS NULL OR part.to_month >= %(month)s)
       AND (award.to_month IS NULL OR award.to_month >= %(month)s)
)
SELECT (SELECT count(*) FROM listed), (SELECT count(*) FROM held), (SELECT count(*) FROM listed_again),
       register.awards, register.amount FROM register
"""
WRITE_LINES = "".join((DUE, SET_OFF, AGAIN, LISTED))
# By the database alone: a draft of 100,000 lines need not pass through Python to be thrown away.
THROW_LINES_AWAY = (
    "DELETE FROM payments_retry WHERE batch_id = %(batch)s",
    "DELETE FROM payments_payment WHERE batch_id = %(batch)s",
    "DELETE FROM payments_held WHERE batch_id = %(batch)s",
)
# What would be written if the draft were made now, and what stands in it; compared before it is approved.
SEAL = """, one AS (
    SELECT concat_ws('|', award_id, month, kind, cause, amount::numeric(12, 2), set_off::numeric(12, 2), account_id,
                     payee, reason) AS text FROM line
    UNION ALL
    SELECT concat_ws('|', 'again', payment_id, transfer_id, account_id) FROM again
)
SELECT count(*), coalesce(sum(hashtextextended(text, 0)), 0) FROM one"""
LINES_NOW = """, line AS (
    SELECT award_id, month, kind, cause, judged.amount, coalesce(set_off, 0) AS set_off, payee, reason,
           CASE WHEN reason = '' THEN account_id END AS account_id
      FROM judged LEFT JOIN set_off USING (award_id, month, kind)
)"""
LINES_THERE = """
WITH line AS (
    SELECT award_id, month, kind, cause, amount, set_off, payee, '' AS reason, account_id
      FROM payments_payment WHERE batch_id = %(batch)s
    UNION ALL
    SELECT award_id, month, kind, cause, amount, 0, '', reason, NULL FROM payments_held WHERE batch_id = %(batch)s
), again AS (
    SELECT payment_id, transfer_id, account_id FROM payments_retry WHERE batch_id = %(batch)s
)"""
SEAL_NOW, SEAL_THERE = "".join((DUE, SET_OFF, AGAIN, LINES_NOW, SEAL)), "".join((LINES_THERE, SEAL))

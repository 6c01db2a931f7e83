import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const custodyInvariants: Invariants = {
  '5. a package is in the hands that its newest handoff put it into': sql`
    select p.number from packages p join handoffs h on h.package_id = p.id and h.sequence = p.sequence
     where p.holder <> case when h.outcome = 'agreed' then h.receiver else h.giver end`,
  '5. no link is missing from a chain of custody': sql`
    select p.number from packages p
     where p.sequence <> (select count(*) from handoffs h where h.package_id = p.id)
        or p.sequence <> coalesce((select max(sequence) from handoffs h where h.package_id = p.id), 0)`,
  '5. each link names the statement before it': sql`
    select p.number, h.sequence from handoffs h join packages p on p.id = h.package_id
      left join handoffs before on before.package_id = h.package_id and before.sequence = h.sequence - 1
     where h.previous_hash is distinct from coalesce(before.statement_hash, p.genesis_hash)`,
  '5. whoever hands over held the package': sql`
    select h.package_id, h.sequence from handoffs h join handoffs before on before.package_id = h.package_id and before.sequence = h.sequence - 1
     where h.giver <> case when before.outcome = 'agreed' then before.receiver else before.giver end`,
  '5. giver, receiver and witnesses have each signed the handoff': sql`
    select h.package_id, h.sequence from handoffs h, lateral unnest(array[h.giver, h.receiver] || h.witnesses) as party
     where not exists (select from statement_signatures s where s.statement_id = h.statement_id and s.account_id = party)`,
  '5. a package whose counts or seal differed is frozen or was cleared by two people': sql`
    select p.number from packages p
     where (p.state = 'frozen') <> exists (select from package_incidents i where i.package_id = p.id and (i.resolved_at is null or i.decision = 'withdrawn'))`,
  '5. counts on record are those of the newest agreed handoff': sql`
    select p.number from packages p join handoffs h on h.package_id = p.id and h.outcome = 'agreed'
       and h.sequence = (select max(sequence) from handoffs a where a.package_id = p.id and a.outcome = 'agreed')
     where (p.papers, p.cards) <> (h.papers, h.cards) or p.seal_digest <> h.seal_digest`,
}

import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

/** What was signed, read out of the JWS that stands in the row itself (RFC 7515: base64url without padding). */
export const signedPayload = (column: string) =>
  sql.raw(`
  convert_from(decode(rpad(translate(${column}::jsonb->>'payload', '-_', '+/'), (ceil(length(${column}::jsonb->>'payload') / 4.0) * 4)::int, '='), 'base64'), 'UTF8')::jsonb`)

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
  '5. every handoff that was signed stands in its chain, as it was signed': sql`
    select h.package_id::text as what from handoffs h, lateral (select ${signedPayload('h.statement')} as signed) as s
     where h.statement_hash <> sha256(convert_to(h.statement, 'UTF8'))
        or (s.signed->>'leg', s.signed->>'giver', s.signed->>'receiver') <> (h.leg, h.giver::text, h.receiver::text)
        or s.signed->'witnesses' <> to_jsonb(h.witnesses)
        or not exists (select from jsonb_to_recordset(s.signed->'packages') as listed(id uuid, sequence int, previous text, seal text, papers int, cards int)
             where (listed.id, listed.sequence, listed.previous, listed.seal, listed.papers, listed.cards)
               = (h.package_id, h.sequence, encode(h.previous_hash, 'hex'), encode(h.seal_digest, 'hex'), h.papers, h.cards))
        or not exists (select from log_leaves l where l.event_name = 'handoff_signed' and l.event::jsonb->'detail'->>'statement' = encode(h.statement_hash, 'hex'))
    union select l.subject from log_leaves l, lateral (select l.event::jsonb as event) as e
     where l.event_name = 'handoff_signed' and e.event->>'outcome' = 'accepted'
       and jsonb_array_length(e.event->'detail'->'agreed') + jsonb_array_length(e.event->'detail'->'frozen')
        <> (select count(*) from handoffs h where encode(h.statement_hash, 'hex') = e.event->'detail'->>'statement')`,
  '5. counts on record are those of the newest agreed handoff': sql`
    select p.number from packages p join handoffs h on h.package_id = p.id and h.outcome = 'agreed'
       and h.sequence = (select max(sequence) from handoffs a where a.package_id = p.id and a.outcome = 'agreed')
     where (p.papers, p.cards) <> (h.papers, h.cards) or p.seal_digest <> h.seal_digest`,
}

import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const identityInvariants: Invariants = {
  '1. nobody was let into an account by fewer than two others': sql`
    select id from enrolments
     where used_at is not null and reason <> 'founding'
       and (issuer_person_id is null or releaser_person_id is null or person_id in (issuer_person_id, releaser_person_id) or issuer_person_id = releaser_person_id)`,
  '1. no two people let each other in within thirty days': sql`
    select a.id, b.id as other from enrolments a join enrolments b on b.person_id in (a.issuer_person_id, a.releaser_person_id)
       and a.person_id in (b.issuer_person_id, b.releaser_person_id)
     where a.used_at is not null and b.used_at is not null and a.id < b.id
       and abs(extract(epoch from a.issued_at - b.issued_at)) < 30 * 86400`,
  '1. every passkey came by a used link': sql`
    select p.id from passkeys p
     where not exists (select from enrolments e where e.account_id = p.account_id and e.used_at = p.enrolled_at and e.reason in ('first', 'lost', 'founding'))`,
  '1. a person has at most one account of a kind, and it is theirs': sql`
    select person_id, kind from accounts group by person_id, kind having count(*) > 1`,
  '1. system, security and audit are held by three people': sql`
    select a.person_id from installation_roles i join accounts a on a.id = i.account_id group by a.person_id having count(distinct i.role) > 1`,
  '5. a statement in effect bears the signature of each of its parties': sql`
    select s.id from statements s, lateral unnest(s.signers) as party
     where s.completed_at is not null and not exists (select from statement_signatures g where g.statement_id = s.id and g.account_id = party)`,
  '5. every signature is a party’s, by their own key, while it was valid': sql`
    select g.statement_id, g.account_id from statement_signatures g join statements s on s.id = g.statement_id join signing_keys k on k.id = g.key_id
     where not (g.account_id = any (s.signers)) or k.account_id <> g.account_id or g.signed_at < k.certified_at or g.signed_at >= k.expires_at
        or g.signed_at > k.revoked_at or g.signed_at > coalesce(s.completed_at, s.withdrawn_at)`,
  '9. every signature stands in the log': sql`
    select g.statement_id, g.account_id from statement_signatures g
     where not exists (select from log_leaves l where l.event_name = 'statement_signed' and l.actor = g.account_id and l.subject = g.statement_id::text)`,
  '9. every enrolment and recovery that was used stands in the log': sql`
    select e.id from enrolments e
     where e.used_at is not null
       and not exists (select from log_leaves l where l.event_name in ('passkey_enrolled', 'password_set_at_counter') and l.subject = e.id::text and l.actor = e.account_id)`,
  '9. every look at a whole identity number stands in the log': sql`
    select u.id from unmaskings u
     where not exists (select from log_leaves l where l.event_name = 'id_number_unmasked' and l.actor = u.seen_by
       and l.event::jsonb -> 'detail' @> jsonb_build_object('unmasking', u.id, 'person', u.person_id))`,
}

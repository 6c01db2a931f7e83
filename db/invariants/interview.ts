import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

export const interviewInvariants: Invariants = {
  '3. no examiner judges a post they are recused from': sql`
    select m.account_id, pp.position_id from panel_members m join panel_positions pp on pp.panel_id = m.panel_id
      join recusals r on r.exam_id = m.exam_id and r.account_id = m.account_id
      join positions p on p.id = pp.position_id and (r.unit in (p.unit, p.department) or (r.unit is null and r.relative_id_index is null)
        or exists (select from shortlist_places s join applications a on a.id = s.application_id join persons who on who.id = a.person_id
                    where s.position_id = p.id and s.state = 'passed' and who.id_number_index = r.relative_id_index))
     where m.ended_at is null and r.declared_at < (select d.drawn_at from panels n join draws d on d.id = n.draw_id where n.id = m.panel_id)`,
  '3. nobody sits on the panel that interviews them, or marked for it': sql`
    select seat.account_id, o.application_id
      from (select panel_id, account_id from panel_members where ended_at is null union select panel_id, account_id from examiner_scores) seat
      join accounts own on own.id = seat.account_id
      join interview_orders o on o.panel_id = seat.panel_id
      join applications a on a.id = o.application_id and a.person_id = own.person_id`,
  '3. no examiner marked a post after declaring a recusal from it': sql`
    select s.account_id, s.application_id from examiner_scores s join applications a on a.id = s.application_id
      join recusals r on r.exam_id = a.exam_id and r.account_id = s.account_id and r.declared_at < s.given_at
      join positions p on p.id = a.position_id and (r.unit in (p.unit, p.department) or (r.unit is null and r.relative_id_index is null)
        or exists (select from shortlist_places l join applications b on b.id = l.application_id join persons who on who.id = b.person_id
                    where l.position_id = p.id and l.state = 'passed' and who.id_number_index = r.relative_id_index))`,
  '3. no two members of a panel come from one unit': sql`
    select m.panel_id, e.unit from panel_members m join examiner_pool e on e.exam_id = m.exam_id and e.account_id = m.account_id
     where m.ended_at is null group by 1, 2 having count(*) > 1`,
  '4. panels and lots are those of a draw that was held': sql`
    select p.id from panels p join draws d on d.id = p.draw_id where d.state <> 'drawn' or d.kind <> 'panels'
    union all
    select o.application_id from interview_orders o join draws d on d.id = o.draw_id
     where d.state <> 'drawn' or d.kind <> 'interview_order' or d.scope <> o.panel_id::text`,
  '7. an announced interview score has the marks of every member of its panel': sql`
    select r.application_id from interview_results r
     where exists (select from panel_members m where m.panel_id = r.panel_id and m.seated_at < r.announced_at
                    and (m.ended_at is null or m.ended_at > r.announced_at)
                    and not exists (select from examiner_scores s where s.application_id = r.application_id and s.account_id = m.account_id))`,
  '3. an examiner’s place is taken from somebody who left it at that moment': sql`
    select m.panel_id, m.account_id from panel_members m left join panel_members o on o.panel_id = m.panel_id and o.account_id = m.replaces
     where m.replaces is not null and (o.account_id is null or o.ended_at is distinct from m.seated_at or o.place <> m.place)`,
  '7. a panel sheet is signed only when every score was answered': sql`
    select p.id from panels p join interview_orders o on o.panel_id = p.id and o.lot is not null
      left join interview_results r on r.application_id = o.application_id
     where p.sheet is not null and coalesce(r.confirmation, 'awaited') = 'awaited'`,
}

import { sql } from 'drizzle-orm'
import type { Invariants } from './invariants.ts'

/** The notice, its approvals and its places. */
export const examInvariants: Invariants = {
  '7. an announced notice is the text whose hash was published': sql`
    select id, encode(notice_hash, 'hex') as published from exams
     where announced_at is not null and notice_hash is distinct from sha256(convert_to(frozen_text, 'UTF8'))`,

  '7. an announced notice still says what was frozen': sql`
    select id from exams where announced_at is not null
       and (notice is distinct from frozen_text::jsonb -> 'notice' or title is distinct from frozen_text::jsonb ->> 'title'
         or organiser is distinct from frozen_text::jsonb ->> 'organiser' or family is distinct from frozen_text::jsonb ->> 'family'
         or registration_opens_at is distinct from (frozen_text::jsonb ->> 'registrationOpensAt')::timestamptz
         or registration_closes_at is distinct from (frozen_text::jsonb ->> 'registrationClosesAt')::timestamptz
         or written_on is distinct from (frozen_text::jsonb ->> 'writtenOn')::date
         or interview_on is distinct from (frozen_text::jsonb ->> 'interviewOn')::date)`,

  '7. the posts of an announced notice are those that were frozen': sql`
    with stand as (
      select exam_id, code, jsonb_build_object('code', code, 'department', department, 'unit', unit, 'title', title, 'class', class,
          'headcount', headcount, 'education', education, 'degree', degree, 'majors', majors, 'ageMin', age_min, 'ageMax', age_max,
          'other', other, 'subject', subject, 'writtenExempt', written_exempt, 'writtenWeight', written_weight::text,
          'interviewWeight', interview_weight::text, 'practicalWeight', practical_weight::text, 'grade', grade, 'kind', kind)
          || case when places is null then '{}' else jsonb_build_object('places', places) end as post
        from positions where exam_id in (select id from exams where announced_at is not null)),
    frozen as (
      select exams.id as exam_id, post ->> 'code' as code, post
        from exams, lateral jsonb_array_elements(frozen_text::jsonb -> 'positions') as post where announced_at is not null)
    select coalesce(stand.exam_id, frozen.exam_id) as exam_id, coalesce(stand.code, frozen.code) as code
      from stand full join frozen on frozen.exam_id = stand.exam_id and frozen.code = stand.code
     where stand.post is distinct from frozen.post`,

  '7. the sittings and test cities of an announced notice are those that were frozen': sql`
    with stand as (
      select s.exam_id, s.code, s.city, s.starts_at, s.ends_at, s.places from exam_slots s join exams on exams.id = s.exam_id
       where exams.announced_at is not null),
    frozen as (
      select exams.id as exam_id, slot ->> 'code' as code, slot ->> 'city' as city, (slot ->> 'startsAt')::timestamptz as starts_at,
             (slot ->> 'endsAt')::timestamptz as ends_at, (slot ->> 'places')::integer as places
        from exams, lateral jsonb_array_elements(coalesce(frozen_text::jsonb -> 'slots', '[]')) as slot where announced_at is not null)
    (table stand except table frozen) union all (table frozen except table stand)`,

  '1. an announced notice has every approval of its family, on this version, by persons other than its drafter': sql`
    select exams.id, exams.version from exams join accounts drafter on drafter.id = exams.created_by
     where announced_at is not null
       and (select count(*) from notice_approvals a where a.exam_id = exams.id and a.version = exams.version
              and a.notice_hash = exams.notice_hash and a.approver_person_id <> drafter.person_id and a.approved_at <= exams.announced_at)
           <> case when family in ('RC', 'PW', 'TR') then 3 else 1 end`,

  '7. an announced notice appeared in its channels before registration opened': sql`
    select exams.id from exams
     where announced_at is not null
       and (select count(*) from notice_channels c where c.exam_id = exams.id and c.entered_at <= exams.announced_at)
           < case when family = 'RC' then 2 else 1 end`,

  '7. a recruitment stays within the approved establishment': sql`
    select p.exam_id, p.unit, p.class, sum(p.headcount) as planned, max(q.headcount) as approved
      from positions p join exams on exams.id = p.exam_id and exams.announced_at is not null and exams.family = 'RC'
      left join quotas q on q.exam_id = p.exam_id and q.unit = p.unit and q.class = p.class
     group by p.exam_id, p.unit, p.class having sum(p.headcount) > coalesce(max(q.headcount), 0)`,

  '3. no room holds more than its family allows': sql`
    select rooms.id, kind, capacity from rooms join exams on exams.id = rooms.exam_id
     where (kind = 'written' and capacity > least(30, (exams.notice ->> 'roomLimit')::integer))
        or (kind = 'computer' and capacity > 100) or (kind = 'single_large' and exams.family not in ('WK', 'SK'))`,

  '7. a session is on the day of the written exam, or a sitting of the notice': sql`
    select s.id, e.written_on, s.starts_at from exam_sessions s join exams e on e.id = s.exam_id
     where not exists (select from exam_slots x where x.exam_id = s.exam_id and (x.starts_at, x.ends_at) = (s.starts_at, s.ends_at))
       and e.announced_at is not null and e.written_on is distinct from (s.starts_at at time zone
       (select time_zone from public.authorities where schema = current_schema()))::date`,

  '6. nobody who marks holds a role that sees names in the same exam': sql`
    select m.account_id, m.exam_id, o.role from appointments m
      join appointments o on o.account_id = m.account_id and (o.exam_id is null or m.exam_id is null or o.exam_id = m.exam_id)
     where m.role = 'marker' and m.ended_at is null and o.ended_at is null
       and o.role in ('exam_office', 'section_head', 'reviewer', 'review_lead', 'score_clerk', 'certificate_clerk')`,

  '3. nobody serves who was kept from service': sql`
    select a.account_id, a.role from appointments a
      join service_bars b on b.account_id = a.account_id and (b.exam_id is null or a.exam_id is null or b.exam_id = a.exam_id)
     where a.ended_at is null`,

  '3. nobody was trained for review before the notice': sql`
    select t.exam_id, t.account_id from trainings t join exams e on e.id = t.exam_id
     where t.kind = 'review' and (e.announced_at is null or t.trained_on < (e.announced_at at time zone
       (select time_zone from public.authorities where schema = current_schema()))::date)`,
}

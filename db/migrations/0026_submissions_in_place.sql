-- A submission changes an application's state, and nothing else that an index held. Without the state in an index, and with room in the page,
-- PostgreSQL writes the new version of the row beside the old one and touches no index.
drop index applications_by_position;
create index applications_by_position on applications (position_id);
alter table applications set (fillfactor = 75);
-- A sealed form and a receipt are about two thousand bytes, and gain nothing from being compressed or put elsewhere.
alter table application_versions set (toast_tuple_target = 8160);
-- A candidate holds no role: nobody need look for one.
create or replace function sessions_of(tokens bytea[])
  returns table (token bytea, account_id uuid, person_id uuid, kind text, name_sealed bytea, last_seen_at text, expires_at text, appointments jsonb)
  language sql stable security definer set search_path from current
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
begin atomic
  select s.token_hash, s.account_id, a.person_id, a.kind, p.name_sealed, s.last_seen_at::text, s.expires_at::text,
         case when a.kind = 'candidate' then '[]'::jsonb else
           coalesce((select jsonb_agg(jsonb_build_object('role', held.role, 'examId', held.exam_id, 'siteId', held.site_id, 'unit', held.unit))
              from (select i.role, null::uuid as exam_id, null::uuid as site_id, null::text as unit
                      from installation_roles i where i.account_id = s.account_id
                    union all
                    select h.role, h.exam_id, h.site_id, h.unit from appointments h where h.account_id = s.account_id and h.ended_at is null) held),
             '[]'::jsonb) end
    from sessions s join accounts a on a.id = s.account_id join persons p on p.id = a.person_id
   where s.token_hash = any(tokens) and a.closed_at is null;
end;
-- Leaf and queue are written by one statement, and the place is given by a statement that reads both: asking once more for each row whether
-- the leaf is there cost a tenth of a submission, and was planned while the log was short. An invariant and `verify-log` ask it of the whole.
alter table log_pending drop constraint log_pending_leaf_id_fkey;
alter table log_entries drop constraint log_entries_leaf_id_fkey;

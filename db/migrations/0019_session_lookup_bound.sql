-- The names of 0018 were looked up at each call, and PostgreSQL looks in the temporary schema first whatever the search path says: where the
-- database is somebody else's and the service's login kept the right to make temporary tables, a table `sessions` of its own would have
-- spoken for ours. The body of the SQL standard is bound to our tables when it is made.  The plan is kept too:
-- made anew for each question it took twice as long (520 against 290 microseconds, the round trip included).
create or replace function sessions_of(tokens bytea[])
  returns table (token bytea, account_id uuid, person_id uuid, kind text, name_sealed bytea, last_seen_at text, expires_at text, appointments jsonb)
  language sql stable security definer set search_path from current
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
begin atomic
  select s.token_hash, s.account_id, a.person_id, a.kind, p.name_sealed, s.last_seen_at::text, s.expires_at::text,
         coalesce((select jsonb_agg(jsonb_build_object('role', held.role, 'examId', held.exam_id, 'siteId', held.site_id, 'unit', held.unit))
            from (select i.role, null::uuid as exam_id, null::uuid as site_id, null::text as unit
                    from installation_roles i where i.account_id = s.account_id
                  union all
                  select h.role, h.exam_id, h.site_id, h.unit from appointments h where h.account_id = s.account_id and h.ended_at is null) held),
           '[]'::jsonb)
    from sessions s join accounts a on a.id = s.account_id join persons p on p.id = a.person_id
   where s.token_hash = any(tokens) and a.closed_at is null;
end;

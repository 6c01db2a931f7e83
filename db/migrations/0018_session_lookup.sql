-- Every request with a cookie asks whose session it is. The service's own login may ask this one question by itself, in one statement for
-- all who ask at the same moment; whatever follows from the answer happens in a transaction under a narrow role. Whoever has no token
-- learns nothing. `tokens` is a JSON list of token hashes in hex.
create function sessions_of(tokens text)
  returns table (token text, account_id uuid, person_id uuid, kind text, name_sealed bytea, last_seen_at text, expires_at text, appointments jsonb)
  language sql stable security definer set search_path from current
as $$
  select encode(s.token_hash, 'hex'), s.account_id, a.person_id, a.kind, p.name_sealed, s.last_seen_at::text, s.expires_at::text,
         coalesce((select jsonb_agg(jsonb_build_object('role', held.role, 'examId', held.exam_id, 'siteId', held.site_id, 'unit', held.unit))
            from (select i.role, null::uuid as exam_id, null::uuid as site_id, null::text as unit
                    from installation_roles i where i.account_id = s.account_id
                  union all
                  select h.role, h.exam_id, h.site_id, h.unit from appointments h where h.account_id = s.account_id and h.ended_at is null) held),
           '[]'::jsonb)
    from sessions s join accounts a on a.id = s.account_id join persons p on p.id = a.person_id
   where s.token_hash in (select decode(value, 'hex') from jsonb_array_elements_text(tokens::jsonb)) and a.closed_at is null
$$;
revoke execute on function sessions_of(text) from public;
grant execute on function sessions_of(text) to gongyuan_service;

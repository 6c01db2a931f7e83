-- The examination authorities of this installation. Each has its tables in a schema of its own; a request finds its authority by host.
create table public.authorities (
  schema text primary key,
  host text not null unique,
  origin text not null unique,
  time_zone text not null,
  name text not null,                         -- as people call it, on every page
  advice_line text,                           -- both telephone numbers stand on every page (R-RC-43)
  complaint_line text,
  constraint schema_is_a_plain_name check (schema ~ '^[a-z][a-z0-9_]{0,62}$' and schema !~ '^pg_' and schema not in ('public', 'information_schema'))
);
grant select on public.authorities to gongyuan_service;
-- One row marks the whole database as a rehearsal's, for ever: a banner on every page, and a clock that can be moved.
create table public.rehearsal (
  marked boolean primary key default true check (marked),
  marked_at timestamptz not null
);
grant select on public.rehearsal to gongyuan_service;

-- 1:3 of one position, by written score, all ties at the line enter (R-RC-20). Frozen with its inputs.
create table shortlists (
  position_id uuid primary key,
  exam_id uuid not null,
  basis text not null check (basis in ('ratio', 'exempt')),   -- R-RC-21: posts free of the written test enter whole
  ratio integer not null,
  headcount integer not null,
  cut_score numeric(10,4),
  input_hash bytea not null,
  made_by uuid not null references accounts,
  made_at timestamptz not null,
  closed_at timestamptz,                      -- no backfill after this (B-10)
  foreign key (position_id, exam_id) references positions (id, exam_id)
);
create table shortlist_places (
  application_id uuid primary key,
  position_id uuid not null references shortlists,
  exam_id uuid not null,
  rank integer,                               -- competition rank 1, 2, 2, 4; null for exempt posts
  score numeric(10,4),
  entered_by text not null check (entered_by in ('ratio', 'tie', 'exempt', 'backfill')),
  entered_at timestamptz not null,
  state text not null check (state in ('called', 'passed', 'failed', 'gave_up')),
  settled_at timestamptz,
  foreign key (application_id, exam_id) references applications (id, exam_id),
  check ((state = 'called') = (settled_at is null))
);
create index shortlist_places_by_position on shortlist_places (position_id, rank);
create table shortlist_backfills (
  id uuid primary key,
  position_id uuid not null references shortlists,
  vacated_by uuid not null unique references shortlist_places (application_id),
  filled_by uuid references shortlist_places (application_id),  -- null: nobody left to call
  cause text not null check (cause in ('failed', 'gave_up')),
  by_account uuid not null references accounts,
  at timestamptz not null
);
grant select, insert, update on shortlists, shortlist_places to gongyuan_office;
grant select, insert on shortlist_backfills to gongyuan_office;
grant select on shortlists, shortlist_places to gongyuan_candidate;
grant update on shortlist_places to gongyuan_candidate;

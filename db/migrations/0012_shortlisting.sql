-- 1:3 of one position, by written score, all ties at the line enter (R-RC-20). Frozen with its inputs.
create table shortlists (
  position_id uuid primary key,
  exam_id uuid not null,
  basis text not null check (basis in ('ratio', 'exempt')),   -- R-RC-21: posts free of the written test enter whole
  ratio integer not null check (ratio >= 1),
  headcount integer not null check (headcount >= 1),
  pass_mark numeric(10,4),                    -- only where the notice sets one
  cut_score numeric(10,4),                    -- the score at place ratio × headcount; null when fewer have one
  input text not null,                        -- canonical JSON of everything the list was computed from
  input_hash bytea not null check (octet_length(input_hash) = 32),
  made_by uuid not null references accounts,
  made_at timestamptz not null,
  closed_at timestamptz,                      -- no backfill after this (B-10)
  unique (position_id, exam_id),
  foreign key (position_id, exam_id) references positions (id, exam_id)
);
-- Everybody's place by written score, frozen with the list: backfill and explanation read this, not what may have changed since.
create table written_ranks (
  application_id uuid primary key,
  position_id uuid not null,
  exam_id uuid not null,
  status text not null check (status in ('scored', 'absent', 'breach')),
  score numeric(10,4),
  rank integer check (rank >= 1),
  unique (application_id, position_id),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (position_id, exam_id) references shortlists (position_id, exam_id),
  constraint only_scores_are_ranked check ((status = 'scored') = (score is not null) and (score is null) = (rank is null))
);
create index written_ranks_by_position on written_ranks (position_id, rank);
create table shortlist_places (
  application_id uuid primary key,
  position_id uuid not null,
  exam_id uuid not null,
  rank integer,                               -- competition rank 1, 2, 2, 4; null for exempt posts
  score numeric(10,4),
  entered_by text not null check (entered_by in ('ratio', 'tie', 'exempt', 'backfill')),
  entered_at timestamptz not null,
  state text not null check (state in ('called', 'passed', 'failed', 'gave_up')),
  settled_at timestamptz,
  unique (application_id, position_id),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (position_id, exam_id) references shortlists (position_id, exam_id),
  constraint settled_is_dated check ((state = 'called') = (settled_at is null)),
  constraint exempt_has_no_rank check ((entered_by = 'exempt') = (rank is null) and (rank is null) = (score is null))
);
create index shortlist_places_by_position on shortlist_places (position_id, rank);
-- The ledger of vacancies: each is answered once, and each person answers one.
create table shortlist_backfills (
  id uuid primary key,
  position_id uuid not null references shortlists,
  vacated_by uuid not null unique,
  filled_by uuid unique,                      -- null: nobody left to call
  cause text not null check (cause in ('failed', 'gave_up')),
  by_account uuid not null references accounts,
  at timestamptz not null,
  foreign key (vacated_by, position_id) references shortlist_places (application_id, position_id),
  foreign key (filled_by, position_id) references shortlist_places (application_id, position_id),
  constraint nobody_follows_themselves check (filled_by <> vacated_by)
);
-- B-08: where equals stand at a line that cannot take them all, two persons decide the order and say why.
create table tie_decisions (
  id uuid primary key,
  exam_id uuid not null,
  position_id uuid not null,
  stage text not null check (stage in ('written_backfill', 'one_to_one', 'medical_backfill')),
  ordered uuid[] not null check (cardinality(ordered) >= 2),
  reason text not null,
  decided_by uuid not null references accounts,
  decider_person_id uuid not null,
  decided_at timestamptz not null,
  confirmed_by uuid references accounts,
  confirmer_person_id uuid,
  confirmed_at timestamptz,
  foreign key (position_id, exam_id) references positions (id, exam_id),
  foreign key (decided_by, decider_person_id) references accounts (id, person_id),
  foreign key (confirmed_by, confirmer_person_id) references accounts (id, person_id),
  constraint tie_two_persons check (decider_person_id <> confirmer_person_id),
  constraint tie_confirmed_whole check ((confirmed_by is null) = (confirmer_person_id is null) and (confirmed_by is null) = (confirmed_at is null))
);
create index tie_decisions_by_position on tie_decisions (position_id, stage);
grant select, insert, update on shortlists, shortlist_places, tie_decisions to gongyuan_office;
grant select, insert on shortlist_backfills, written_ranks to gongyuan_office;
grant select on shortlists, shortlist_places, written_ranks to gongyuan_candidate;
grant update on shortlist_places to gongyuan_candidate;

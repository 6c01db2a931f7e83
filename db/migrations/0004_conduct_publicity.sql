create table bans (
  id uuid primary key,
  id_number_index bytea not null,
  scope text not null check (scope in ('exam', 'family', 'all')),
  exam_id uuid references exams,
  family text,
  breach text not null,
  starts_on date not null,
  ends_on date,
  decided_by uuid not null references accounts,
  confirmed_by uuid not null references accounts,
  decided_at timestamptz not null,
  constraint ban_two_people check (decided_by <> confirmed_by)
);
create index bans_by_person on bans (id_number_index);
-- Recusal (回避): a person who serves declares a relation, or it is derived; it removes rights over the application and excludes from draws.
create table recusals (
  id uuid primary key,
  exam_id uuid not null references exams,
  account_id uuid not null references accounts,
  relation text not null check (relation in ('self', 'spouse', 'direct_blood', 'collateral_three', 'close_in_law', 'other')),
  relative_id_index bytea,                    -- whose relation; null when the whole exam or a unit is meant
  unit text,
  declared_by uuid not null references accounts,
  declared_at timestamptz not null
);
create index recusals_by_exam on recusals (exam_id, account_id);
create table violations (
  id uuid primary key,
  exam_id uuid not null references exams,
  person_id uuid not null references persons,
  kind text not null,
  article text not null,
  facts_sealed bytea not null,
  stage text not null,
  state text not null check (state in ('recorded', 'confirmed', 'dismissed')),
  recorded_by uuid not null references accounts,
  recorded_at timestamptz not null,
  decided_by uuid references accounts,
  decided_at timestamptz,
  consequence text,
  constraint violation_two_people check (decided_by is null or decided_by <> recorded_by)
);
-- A list made public: the snapshot is what was shown, and never changes; a correction is a new version.
create table publications (
  id uuid primary key,
  exam_id uuid not null references exams,
  kind text not null check (kind in ('written_scores', 're_review', 'total_scores', 'proposed_appointees', 'pass_list')),
  version integer not null check (version >= 1),
  corrects uuid references publications,
  snapshot text not null,                     -- canonical JSON {columns, rows}
  snapshot_hash bytea not null check (octet_length(snapshot_hash) = 32),
  prepared_by uuid not null references accounts,
  approved_by uuid not null references accounts,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  reason text,
  unique (exam_id, kind, version),
  unique (id, exam_id),
  constraint publication_two_people check (prepared_by <> approved_by),
  constraint publication_window check (closes_at > opened_at),
  constraint correction_has_reason check ((version = 1) = (corrects is null) and (corrects is null or reason is not null))
);
create table publication_drafts (
  id uuid primary key,
  exam_id uuid not null references exams,
  kind text not null,
  snapshot text not null,
  snapshot_hash bytea not null,
  prepared_by uuid not null references accounts,
  prepared_at timestamptz not null,
  corrects uuid references publications,
  reason text,
  published_as uuid references publications,
  withdrawn_at timestamptz
);
create table objections (
  id uuid primary key,
  publication_id uuid not null references publications,
  number text not null,
  statement_sealed bytea not null,
  contact_sealed bytea,
  concerns text,                              -- ticket number the objection is about
  raised_by uuid references accounts,
  raised_at timestamptz not null,
  state text not null check (state in ('open', 'upheld', 'not_provable', 'dismissed')),
  finding_sealed bytea,
  decided_by uuid references accounts,
  decided_at timestamptz,
  unique (publication_id, number),
  check ((state = 'open') = (decided_at is null))
);

grant select, insert, update on bans, recusals, violations, publication_drafts, objections to gongyuan_office;
grant select on bans to gongyuan_candidate;
grant select, insert on publications to gongyuan_office;
grant select on publications to gongyuan_public, gongyuan_candidate;
grant insert, select on objections to gongyuan_public, gongyuan_candidate;
grant select on recusals, violations to gongyuan_unblinding;
grant select on recusals to gongyuan_gate;

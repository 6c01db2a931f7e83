create table totals (
  application_id uuid primary key,
  exam_id uuid not null,
  position_id uuid not null,
  written numeric(10,4),
  interview numeric(10,4) not null,
  practical numeric(10,4),
  total numeric(12,4) not null,
  rank integer not null,                      -- competition rank within the position
  tie_settled_by text,                        -- which rule of the notice's chain parted a tie, if any
  order_no integer not null,                  -- place after the notice's tie chain
  computed_at timestamptz not null,
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (position_id, exam_id) references positions (id, exam_id)
);
create index totals_by_position on totals (position_id, rank);
create table tie_decisions (
  id uuid primary key,
  exam_id uuid not null references exams,
  position_id uuid not null references positions,
  stage text not null check (stage in ('one_to_one', 'medical_backfill')),
  ordered uuid[] not null,
  reason text not null,
  decided_by uuid not null references accounts,
  confirmed_by uuid not null references accounts,
  decided_at timestamptz not null,
  constraint tie_two_people check (decided_by <> confirmed_by)
);
create table appointee_cases (
  application_id uuid primary key,
  exam_id uuid not null,
  position_id uuid not null references positions,
  entered_by text not null check (entered_by in ('one_to_one', 'backfill')),
  replaces uuid unique references appointee_cases,
  state text not null check (state in ('medical', 'medical_failed', 'gave_up', 'inspection', 'inspection_failed', 'proposed', 'suspended', 'cancelled', 'hired', 'confirmed', 'revoked')),
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  foreign key (application_id, exam_id) references applications (id, exam_id)
);
create index appointee_cases_by_position on appointee_cases (position_id, state);
create table medical_numbers (
  application_id uuid primary key references appointee_cases,
  exam_id uuid not null,
  number text not null,
  sex text not null,
  day date not null,
  draw_id uuid not null references draws,
  unique (exam_id, number)
);
create table medical_results (
  application_id uuid primary key references appointee_cases,
  outcome text not null check (outcome in ('fit', 'unfit', 'absent')),
  entered_by uuid not null references accounts,
  confirmed_by uuid not null references accounts,
  at timestamptz not null,
  constraint medical_two_people check (entered_by <> confirmed_by)
);
create table inspection_reports (
  application_id uuid primary key references appointee_cases,
  outcome text not null check (outcome in ('fit', 'unfit')),
  report_sealed bytea not null,
  report_hash bytea not null,
  members uuid[] not null check (cardinality(members) >= 2),
  filed_by uuid not null references accounts,
  filed_at timestamptz not null
);
-- Once the proposed appointees are public, backfill is closed for ever (R-RC-39).
create table backfill_closures (exam_id uuid primary key references exams, publication_id uuid not null references publications, closed_at timestamptz not null);
create table appointments_to_post (
  application_id uuid primary key references appointee_cases,
  hired_on date not null,
  probation_ends_on date not null,
  decided_by uuid not null references accounts,
  outcome text check (outcome in ('confirmed', 'revoked')),
  outcome_at timestamptz
);
grant select, insert, update on totals, appointee_cases, appointments_to_post to gongyuan_office;
grant select, insert on tie_decisions, medical_numbers, medical_results, inspection_reports, backfill_closures to gongyuan_office;
grant select on totals, appointee_cases to gongyuan_candidate;
grant update on appointee_cases to gongyuan_candidate;

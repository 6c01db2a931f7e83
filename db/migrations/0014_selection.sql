-- R-RC-31: the mark of a post's practical test, entered by one and confirmed by another.
create table practical_results (
  application_id uuid primary key,
  exam_id uuid not null,
  score numeric(10,4) not null check (score >= 0),
  entered_by uuid not null references accounts,
  enterer_person_id uuid not null,
  entered_at timestamptz not null,
  confirmed_by uuid references accounts,
  confirmer_person_id uuid,
  confirmed_at timestamptz,
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (entered_by, enterer_person_id) references accounts (id, person_id),
  foreign key (confirmed_by, confirmer_person_id) references accounts (id, person_id),
  constraint practical_two_persons check (enterer_person_id <> confirmer_person_id),
  constraint practical_confirmed_whole check ((confirmed_by is null) = (confirmer_person_id is null) and (confirmed_by is null) = (confirmed_at is null))
);
create table totals (
  application_id uuid primary key,
  exam_id uuid not null,
  position_id uuid not null,
  written numeric(10,4),
  interview numeric(10,4) not null,
  practical numeric(10,4),
  total numeric(12,4) not null,
  rank integer not null check (rank >= 1),    -- competition rank within the position
  tie_settled_by text check (tie_settled_by in ('written', 'interview', 'practical')), -- which rule of the notice's chain parted a tie, if any
  order_no integer not null,                  -- place after the notice's tie chain; equals it does not part share it
  below_minimum boolean not null,             -- the notice's interview minimum, if it sets one
  computed_at timestamptz not null,
  unique (application_id, position_id),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (position_id, exam_id) references positions (id, exam_id),
  constraint order_refines_rank check (order_no >= rank)
);
create index totals_by_position on totals (position_id, rank);
-- R-RC-33: when the first of each post were chosen, so that it happens once.
create table one_to_one_choices (
  position_id uuid primary key,
  exam_id uuid not null,
  headcount integer not null check (headcount >= 1),
  chosen_by uuid not null references accounts,
  chosen_at timestamptz not null,
  foreign key (position_id, exam_id) references positions (id, exam_id)
);
create table appointee_cases (
  application_id uuid primary key,
  exam_id uuid not null,
  position_id uuid not null references one_to_one_choices,
  entered_by text not null check (entered_by in ('one_to_one', 'backfill')),
  state text not null check (state in ('medical', 'medical_failed', 'gave_up', 'inspection', 'inspection_failed', 'proposed', 'suspended', 'cancelled', 'hired', 'confirmed', 'revoked')),
  left_from text check (left_from in ('medical', 'inspection', 'proposed', 'suspended', 'hired', 'confirmed')), -- where the person stood on leaving
  entered_at timestamptz not null,
  changed_at timestamptz not null,
  unique (application_id, position_id),
  unique (application_id, exam_id),
  foreign key (application_id, position_id) references totals (application_id, position_id),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  constraint who_left_left_from_somewhere check ((state in ('medical_failed', 'gave_up', 'inspection_failed', 'cancelled', 'revoked')) = (left_from is not null))
);
create index appointee_cases_by_position on appointee_cases (position_id, state);
-- The ledger of vacancies: each is answered once, and each person answers one.
create table appointee_backfills (
  id uuid primary key,
  position_id uuid not null,
  vacated_by uuid not null unique,
  filled_by uuid unique,                      -- null: nobody left to call
  cause text not null check (cause in ('medical_failed', 'medical_given_up', 'after_medical')),
  reason text,                                -- the section's decision where the articles name no cause (B-09)
  by_account uuid not null references accounts,
  at timestamptz not null,
  foreign key (vacated_by, position_id) references appointee_cases (application_id, position_id),
  foreign key (filled_by, position_id) references appointee_cases (application_id, position_id),
  constraint nobody_follows_themselves check (filled_by <> vacated_by),
  constraint decision_where_no_article check ((cause = 'after_medical') = (reason is not null))
);
-- A day of medicals: who is examined, by which draw they are numbered, and the two who may open the mapping (B-48).
create table medical_days (
  draw_id uuid primary key references draws,
  exam_id uuid not null,
  day date not null,
  first_keeper uuid not null references accounts,
  second_keeper uuid not null references accounts,
  results_by uuid references accounts,
  results_at timestamptz,
  results_confirmed_by uuid references accounts,
  results_confirmed_at timestamptz,
  foreign key (draw_id, exam_id) references draws (id, exam_id),
  constraint two_keepers check (first_keeper <> second_keeper),
  constraint results_by_keepers check (results_by in (first_keeper, second_keeper) and results_confirmed_by in (first_keeper, second_keeper)),
  constraint results_two_people check (results_by <> results_confirmed_by),
  constraint results_dated check ((results_by is null) = (results_at is null) and (results_confirmed_by is null) = (results_confirmed_at is null)
    and (results_confirmed_by is null or results_by is not null))
);
create table medical_numbers (
  draw_id uuid not null references medical_days,
  application_id uuid not null references appointee_cases,
  exam_id uuid not null,
  number text not null,
  sex text not null check (sex in ('female', 'male')),
  group_no integer not null check (group_no >= 1),
  outcome text check (outcome in ('fit', 'unfit', 'absent')),  -- holds when the day's results are confirmed
  primary key (draw_id, application_id),
  unique (draw_id, number)
);
create table inspection_reports (
  application_id uuid primary key references appointee_cases,
  outcome text not null check (outcome in ('fit', 'unfit')),
  report_sealed bytea not null,
  report_hash bytea not null check (octet_length(report_hash) = 32),
  filed_by uuid not null references accounts,
  filer_person_id uuid not null,
  filed_at timestamptz not null,
  confirmed_by uuid references accounts,      -- the second member of the inspection group
  confirmer_person_id uuid,
  confirmed_at timestamptz,
  foreign key (filed_by, filer_person_id) references accounts (id, person_id),
  foreign key (confirmed_by, confirmer_person_id) references accounts (id, person_id),
  constraint inspection_two_persons check (filer_person_id <> confirmer_person_id),
  constraint inspection_confirmed_whole check ((confirmed_by is null) = (confirmer_person_id is null) and (confirmed_by is null) = (confirmed_at is null))
);
create table appointments_to_post (
  application_id uuid primary key references appointee_cases,
  hired_on date not null,
  probation_ends_on date not null,
  decided_by uuid not null references accounts,
  decided_at timestamptz not null,
  outcome text check (outcome in ('confirmed', 'revoked')),
  outcome_by uuid references accounts,
  outcome_at timestamptz,
  constraint probation_after_hire check (probation_ends_on > hired_on),
  constraint outcome_whole check ((outcome is null) = (outcome_at is null) and (outcome is null) = (outcome_by is null))
);
grant select, insert, update on practical_results, appointee_cases, appointments_to_post, medical_days, medical_numbers, inspection_reports to gongyuan_office;
grant select, insert, delete on totals to gongyuan_office;
grant select, insert on one_to_one_choices, appointee_backfills to gongyuan_office;
grant select on totals, appointee_cases, one_to_one_choices to gongyuan_candidate;
grant update on appointee_cases to gongyuan_candidate;

create table examiner_pool (
  exam_id uuid not null references exams,
  account_id uuid not null references accounts,
  person_id uuid not null references persons,
  speciality text not null,
  city text not null,
  outside boolean not null,                   -- from another city or province (R-RC-26)
  chief boolean not null,                     -- may head a panel (主考官)
  unit text not null,
  label text not null,
  entered_by uuid not null references accounts,
  entered_at timestamptz not null,
  primary key (exam_id, account_id),
  unique (exam_id, label)
);
create table panels (
  id uuid primary key,
  exam_id uuid not null references exams,
  number integer not null,
  speciality text,                            -- null: a general structured interview
  interview_room text not null,
  waiting_room text not null,
  floor integer not null,
  size integer not null check (size >= 3),
  inspector uuid not null references accounts,          -- R-RC-30: one discipline inspector in the room
  supervisors uuid[] not null check (cardinality(supervisors) between 1 and 2),  -- and one or two social supervisors
  clerk uuid not null references accounts,
  draw_id uuid references draws,
  sheet text,                                           -- the panel's score sheet signed by head, clerk and inspector (General JWS)
  sheet_signed_at timestamptz,
  constraint waiting_apart check (waiting_room <> interview_room),
  check ((sheet is null) = (sheet_signed_at is null)),
  unique (exam_id, number),
  unique (id, exam_id)
);
-- One post, one panel (R-RC-25).
create table panel_positions (position_id uuid primary key references positions, panel_id uuid not null references panels, exam_id uuid not null);
create table panel_members (
  panel_id uuid not null references panels,
  exam_id uuid not null,
  account_id uuid not null,
  place integer not null check (place >= 1),  -- 1 is the head (主考官)
  replaces uuid,                              -- who left the place
  reason text check (reason in ('absent', 'ill', 'recusal_found')),
  seated_at timestamptz not null,
  ended_at timestamptz,
  primary key (panel_id, account_id),
  foreign key (exam_id, account_id) references examiner_pool (exam_id, account_id),
  foreign key (panel_id, replaces) references panel_members (panel_id, account_id),
  constraint replaced_for_a_reason check ((replaces is null) = (reason is null)),
  constraint left_after_sitting_down check (ended_at >= seated_at)
);
create unique index one_examiner_a_place on panel_members (panel_id, place) where ended_at is null;
create unique index one_panel_an_examiner on panel_members (exam_id, account_id) where ended_at is null;
create table interview_orders (
  application_id uuid primary key references applications,
  panel_id uuid not null references panels,
  exam_id uuid not null,
  lot integer check (lot >= 1),               -- drawn on arrival; null while absent
  arrived_at timestamptz,
  absent_at timestamptz,
  draw_id uuid references draws,
  unique (panel_id, lot),
  check ((lot is null) = (draw_id is null)),
  check (lot is null or absent_at is null)
);
create table examiner_scores (
  application_id uuid not null references interview_orders,
  panel_id uuid not null,
  account_id uuid not null,
  score numeric(10,4) not null check (score >= 0),
  given_at timestamptz not null,
  primary key (application_id, account_id),
  foreign key (panel_id, account_id) references panel_members (panel_id, account_id)
);
create table interview_results (
  application_id uuid primary key references interview_orders,
  exam_id uuid not null,
  panel_id uuid not null references panels,
  score numeric(10,4) not null,
  working text not null,                      -- canonical JSON: marks kept and dropped
  computed_by uuid not null references accounts,
  announced_by uuid not null references accounts,
  announced_at timestamptz not null,
  confirmation text not null check (confirmation in ('awaited', 'confirmed', 'refused')),
  confirmed_at timestamptz,
  refusal_reason text,
  check ((confirmation = 'awaited') = (confirmed_at is null))
);
grant select, insert, update on examiner_pool, panels, panel_positions, panel_members, interview_orders, examiner_scores, interview_results to gongyuan_office;
grant select on interview_orders, interview_results, panels, panel_positions to gongyuan_candidate;
grant update on interview_results to gongyuan_candidate;
grant select on panels, panel_members to gongyuan_public;

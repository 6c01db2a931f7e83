create table exams (
  id uuid primary key,
  family text not null check (family in ('RC', 'PT', 'WK', 'SK', 'PW', 'TR')),
  title text not null,
  organiser text not null,                    -- the bureau or centre
  year integer not null check (year between 2000 and 2100),
  state text not null check (state in ('draft', 'announced', 'cancelled')),
  version integer not null check (version >= 1),
  registration_opens_at timestamptz,
  registration_closes_at timestamptz,
  written_on date,
  interview_on date,
  notice jsonb not null,                      -- the notice's parameters (src/exam/rules/notice.ts); frozen by the announcement
  frozen_text text,                           -- canonical JSON of notice and positions as announced: what anyone may download and hash
  notice_hash bytea,                          -- SHA-256 of frozen_text
  announced_at timestamptz,
  places_closed_at timestamptz,               -- from then on sessions, sites and rooms stand: the list of candidates is frozen on them
  created_by uuid not null references accounts,
  created_at timestamptz not null,
  unique (id, family),
  constraint window_in_order check (registration_opens_at < registration_closes_at),
  constraint announced_is_frozen check ((state = 'draft') = (announced_at is null) or state = 'cancelled'),
  constraint announced_has_hash check (announced_at is null or (notice_hash is not null and frozen_text is not null and registration_opens_at is not null and registration_closes_at is not null))
);
-- R-RC-05: levels in order, each by another person. An approval names the version it approved; an edit makes a new version.
create table notice_approvals (
  exam_id uuid not null references exams,
  version integer not null check (version >= 1),
  level integer not null check (level between 1 and 3),
  previous_level integer generated always as (case when level > 1 then level - 1 end) stored,
  approved_by uuid not null references accounts,
  approver_person_id uuid not null,
  approved_at timestamptz not null,
  meeting_on date,
  minutes text,
  notice_hash bytea not null,
  primary key (exam_id, version, level),
  unique (exam_id, version, approver_person_id),
  foreign key (approved_by, approver_person_id) references accounts (id, person_id),
  foreign key (exam_id, version, previous_level) references notice_approvals (exam_id, version, level),
  constraint office_meeting_has_minutes check (level < 3 or (meeting_on is not null and minutes is not null))
);
-- R-RC-04: a version sent back for correction, with what is to be corrected.
create table notice_returns (
  exam_id uuid not null references exams,
  version integer not null check (version >= 1),
  reason text not null,
  returned_by uuid not null references accounts,
  returned_at timestamptz not null,
  primary key (exam_id, version)
);
-- R-RC-03: the year's approved establishment, by unit and class of post.
create table quotas (
  exam_id uuid not null references exams,
  unit text not null,
  class text not null,
  headcount integer not null check (headcount >= 1),
  document text not null,
  entered_by uuid not null references accounts,
  entered_at timestamptz not null,
  primary key (exam_id, unit, class)
);
-- R-RC-06: published in two channels before registration opens.
create table notice_channels (exam_id uuid not null references exams, channel text not null check (channel in ('bureau_site', 'city_media')), link text not null, published_on date not null, entered_by uuid not null references accounts, entered_at timestamptz not null, primary key (exam_id, channel));
-- An office's table as it was sent: what it said and what was wrong with it. Importing it replaces the draft's positions.
create table position_imports (
  id uuid primary key,
  exam_id uuid not null references exams,
  file_hash bytea not null,
  positions jsonb not null,
  errors jsonb not null,
  warnings jsonb not null,
  uploaded_by uuid not null references accounts,
  uploaded_at timestamptz not null,
  imported_at timestamptz
);
create table positions (
  id uuid primary key,
  exam_id uuid not null references exams,
  code text not null,
  department text not null,                   -- 主管部门
  unit text not null,                         -- 招聘单位 / for WK the district
  title text not null,                        -- 岗位名称 / for WK the trade (工种)
  class text not null,
  headcount integer check (headcount >= 1),   -- null where the family plans none (WK)
  education text,
  degree text,
  majors text,
  age_min integer,
  age_max integer,
  other text,
  subject text,                               -- written category: which paper is sat; null when exempt from the written test
  written_exempt boolean not null,
  written_weight numeric(5,4) not null,
  interview_weight numeric(5,4) not null,
  practical_weight numeric(5,4) not null,
  grade integer check (grade between 1 and 5), -- WK: 5 junior … 1 senior technician
  kind text not null default 'ordinary' check (kind in ('ordinary', 'secretary', 'personnel', 'finance', 'discipline', 'leadership_line')), -- R-RC-41
  unique (exam_id, code),
  unique (id, exam_id),
  constraint exempt_has_no_subject check (written_exempt = (subject is null)),
  constraint age_in_order check (age_min <= age_max),
  constraint weights_sum_to_one check (written_weight + interview_weight + practical_weight = 1),
  constraint exempt_weight check (not written_exempt or written_weight = 0)
);
create table exam_sessions (
  id uuid primary key,
  exam_id uuid not null references exams,
  subject text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  unique (exam_id, subject),
  unique (id, exam_id),
  check (starts_at < ends_at)
);
create table sites (
  id uuid primary key,
  exam_id uuid not null references exams,
  code text not null,
  name text not null,
  address text not null,
  unit text not null,                         -- the host school
  unique (exam_id, code),
  unique (id, exam_id)
);
create table rooms (
  id uuid primary key,
  exam_id uuid not null,
  family text not null,
  site_id uuid not null,
  number integer not null check (number >= 1),
  name text not null,
  floor integer not null,
  seat_rows integer not null check (seat_rows between 1 and 40),
  seat_columns integer not null check (seat_columns between 1 and 40),
  capacity integer not null check (capacity between 1 and 500),
  kind text not null check (kind in ('written', 'computer', 'single_large')),
  separate boolean not null default false,    -- kept for people who need a room of their own
  foreign key (site_id, exam_id) references sites (id, exam_id),
  foreign key (exam_id, family) references exams (id, family),
  unique (site_id, number),
  unique (id, exam_id),
  constraint capacity_fits_plan check (capacity <= seat_rows * seat_columns),
  constraint computer_room_limit check (kind <> 'computer' or capacity <= 100),   -- R-ROOM-02
  constraint written_room_limit check (kind <> 'written' or capacity <= 30),      -- R-ROOM-01
  constraint large_room_by_family check (kind <> 'single_large' or family in ('WK', 'SK'))
);
create table appointments (
  id uuid primary key,
  account_id uuid not null references accounts,
  role text not null,
  exam_id uuid references exams,
  site_id uuid references sites,
  unit text,
  appointed_by uuid not null references accounts,
  appointed_at timestamptz not null,
  ended_at timestamptz,
  check (site_id is null or exam_id is not null)
);
create unique index appointment_once on appointments (account_id, role, coalesce(exam_id, '00000000-0000-0000-0000-000000000000'), coalesce(site_id, '00000000-0000-0000-0000-000000000000'), coalesce(unit, '')) where ended_at is null;
-- Training as a condition of acting: reviewers (R-RC-07), invigilators and site staff (R-STAF-04, R-STAF-06).
create table trainings (
  exam_id uuid not null references exams,
  account_id uuid not null references accounts,
  kind text not null check (kind in ('review', 'invigilation', 'marking', 'interview')),
  trained_on date not null,
  entered_by uuid not null references accounts,
  primary key (exam_id, account_id, kind)
);
-- R-RC-46: staff in breach are kept from serving; without an exam, from every exam.
create table service_bars (
  id uuid primary key,
  account_id uuid not null references accounts,
  exam_id uuid references exams,
  reason text not null,
  barred_by uuid not null references accounts,
  barred_at timestamptz not null,
  check (account_id <> barred_by)
);

grant select on exams, notice_approvals, notice_returns, notice_channels, positions, exam_sessions, sites, rooms to gongyuan_gate, gongyuan_candidate, gongyuan_office, gongyuan_marking, gongyuan_unblinding, gongyuan_public;
grant select on appointments, trainings to gongyuan_gate, gongyuan_office, gongyuan_marking, gongyuan_unblinding;
grant select, insert on quotas, service_bars to gongyuan_office;
grant select, insert, update on position_imports to gongyuan_office;
grant insert, update on exams, appointments, trainings, exam_sessions, sites, rooms to gongyuan_office;
grant insert on notice_approvals, notice_returns, notice_channels, positions to gongyuan_office;
grant update on notice_channels to gongyuan_office;
-- A draft's positions are replaced as a whole, never edited in place; once somebody applied, the reference keeps them.
grant delete on positions, quotas, exam_sessions, rooms to gongyuan_office;

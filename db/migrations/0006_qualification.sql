-- Which applications are reviewed in which phase: before the exam, re-review of originals, after the exam.
create table review_cases (
  application_id uuid not null,
  exam_id uuid not null,
  phase text not null check (phase in ('before', 're_review', 'after')),
  state text not null check (state in ('open', 'supplement_asked', 'disputed', 'qualified', 'returned', 'given_up')),
  opened_at timestamptz not null,
  version integer not null,                            -- the version under review
  closed_at timestamptz,
  primary key (application_id, phase),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (application_id, version) references application_versions (application_id, version),
  unique (application_id, phase, version),
  check ((state in ('qualified', 'returned', 'given_up')) = (closed_at is not null))
);
create index review_cases_by_exam on review_cases (exam_id, phase, state);
create table opinions (
  id uuid primary key,
  application_id uuid not null,
  phase text not null,
  version integer not null,
  reviewer uuid not null references accounts,
  reviewer_person_id uuid not null,
  verdict text not null check (verdict in ('qualified', 'not_qualified', 'referred')),
  reason text,
  checklist jsonb not null,
  originals_seen boolean not null default false,
  given_at timestamptz not null,
  voided_at timestamptz,                               -- an edit voids opinions of the earlier version
  foreign key (reviewer, reviewer_person_id) references accounts (id, person_id),
  foreign key (application_id, phase) references review_cases (application_id, phase),
  constraint one_opinion_a_person unique (application_id, phase, version, reviewer_person_id),
  constraint opinion_identity unique (id, application_id, phase, version, reviewer_person_id, verdict),
  constraint return_has_reason check (verdict = 'qualified' or reason is not null)
);
-- Nobody qualifies on one person's word: two opinions by two persons on the same version, or a recorded decision on a dispute.
create table dispute_decisions (
  application_id uuid not null,
  phase text not null,
  version integer not null,
  section_by uuid not null references accounts,
  section_outcome text not null check (section_outcome in ('qualified', 'returned', 'undecided')),
  section_minutes text not null,
  section_at timestamptz not null,
  deputy_by uuid references accounts,
  deputy_outcome text check (deputy_outcome in ('qualified', 'returned')),
  deputy_at timestamptz,
  primary key (application_id, phase, version),
  constraint deputy_is_another check (deputy_by is null or deputy_by <> section_by)
);
create table qualifications (
  application_id uuid not null,
  phase text not null,
  version integer not null,
  outcome text not null check (outcome in ('qualified', 'returned')),
  first_opinion uuid not null,
  first_person uuid not null,
  first_verdict text not null,
  second_opinion uuid not null,
  second_person uuid not null,
  second_verdict text not null,
  by_dispute boolean not null,
  decided_at timestamptz not null,
  reversed_at timestamptz,                             -- C1 REVERSED: error found later
  primary key (application_id, phase),
  foreign key (application_id, phase, version) references review_cases (application_id, phase, version),
  foreign key (first_opinion, application_id, phase, version, first_person, first_verdict)
    references opinions (id, application_id, phase, version, reviewer_person_id, verdict),
  foreign key (second_opinion, application_id, phase, version, second_person, second_verdict)
    references opinions (id, application_id, phase, version, reviewer_person_id, verdict),
  constraint two_persons check (first_person <> second_person),
  constraint agreed_or_disputed check (by_dispute or (first_verdict = second_verdict
    and (first_verdict = 'qualified') = (outcome = 'qualified')))
);
create table supplements (
  id uuid primary key,
  application_id uuid not null,
  phase text not null,
  version integer not null,
  asked_by uuid not null references accounts,
  items jsonb not null,                                -- everything that is missing, at once (一次性告知)
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  constraint one_notice unique (application_id, phase),
  foreign key (application_id, phase) references review_cases (application_id, phase)
);
create table daily_reconciliations (
  exam_id uuid not null references exams,
  phase text not null,
  day date not null,
  submitted integer not null,
  confirmed integer not null,
  returned integer not null,
  pending integer not null,
  pending_names jsonb not null,                        -- application ids still open
  closed_by uuid not null references accounts,
  closed_at timestamptz not null,
  primary key (exam_id, phase, day),
  constraint day_adds_up check (submitted = confirmed + returned + pending)
);

-- R-WK-12: the merit exception is usable once in a lifetime.
create table exception_uses (person_id uuid not null references persons, condition text not null, exam_id uuid not null references exams, used_at timestamptz not null, primary key (person_id, condition));

grant select, insert on exception_uses to gongyuan_office;
grant select, insert, update on review_cases, opinions, dispute_decisions, qualifications, supplements to gongyuan_office;
grant select, insert on daily_reconciliations to gongyuan_office;
grant select, update on review_cases, supplements to gongyuan_candidate;
grant select on qualifications to gongyuan_candidate, gongyuan_unblinding;
grant update on opinions to gongyuan_candidate;
grant select on opinions to gongyuan_candidate;

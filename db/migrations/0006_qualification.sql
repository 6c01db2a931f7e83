-- A phase that has begun. In 'before' every application is a case from its submission on; the other phases take the lists handed in.
create table review_phases (
  exam_id uuid not null references exams,
  phase text not null check (phase in ('before', 're_review', 'after')),
  opened_by uuid references accounts,                  -- null where a later stage's act opened it; its own entry in the log says who
  opened_at timestamptz not null,
  primary key (exam_id, phase)
);
-- R-QUAL-05: who has studied the exam's document, by its hash, so that a changed one is studied again.
create table notice_readings (
  exam_id uuid not null references exams,
  account_id uuid not null references accounts,
  notice_hash bytea not null,
  read_at timestamptz not null,
  primary key (exam_id, account_id, notice_hash)
);
-- Which applications are reviewed in which phase: before the exam, re-review of originals, after the exam.
create table review_cases (
  application_id uuid not null,
  exam_id uuid not null references exams,
  phase text not null,
  state text not null check (state in ('open', 'referred', 'supplement_asked', 'disputed', 'qualified', 'returned', 'given_up', 'withdrawn', 'reversed')),
  opened_at timestamptz not null,
  version integer not null,                            -- the version under review
  closed_at timestamptz,
  primary key (application_id, phase),
  foreign key (exam_id, phase) references review_phases (exam_id, phase),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (application_id, version) references application_versions (application_id, version),
  constraint closed_is_dated check ((state in ('qualified', 'returned', 'given_up', 'withdrawn', 'reversed')) = (closed_at is not null))
);
create index review_cases_by_exam on review_cases (exam_id, phase, state, opened_at, application_id);
-- Who has taken which file from the pile, so that two reviewers do not read the third person's file for nothing.
create table review_claims (
  application_id uuid not null,
  phase text not null,
  reviewer uuid not null references accounts,
  reviewer_person_id uuid not null,
  expires_at timestamptz not null,
  primary key (application_id, phase, reviewer_person_id),
  foreign key (reviewer, reviewer_person_id) references accounts (id, person_id),
  foreign key (application_id, phase) references review_cases (application_id, phase)
);
create table opinions (
  id uuid primary key,
  application_id uuid not null,
  phase text not null,
  version integer not null,
  reviewer uuid not null references accounts,
  reviewer_person_id uuid not null,
  verdict text not null check (verdict in ('qualified', 'not_qualified')),
  reason_sealed bytea,                                 -- 'opinions:reason:<id>'
  cites text[] not null,                               -- R-QUAL-21: the conditions of the document that are not met
  checklist jsonb not null,                            -- R-QUAL-06: ten steps, each answered
  in_person boolean not null,
  originals_seen uuid[] not null,                      -- documents whose originals were compared
  given_at timestamptz not null,
  voided_at timestamptz,                               -- an edit, or a reversal, voids what was said before
  foreign key (reviewer, reviewer_person_id) references accounts (id, person_id),
  foreign key (application_id, phase) references review_cases (application_id, phase),
  foreign key (application_id, version) references application_versions (application_id, version),
  constraint one_opinion_a_person unique (application_id, phase, version, reviewer_person_id),
  constraint opinion_identity unique (id, application_id, phase, version, reviewer_person_id, verdict),
  constraint ten_steps check (checklist ?& array['materials', 'education', 'field', 'workYears', 'professionalYears', 'qualification', 'exemption',
    'opinionSigned', 'originalsCompared', 'finished']),
  constraint return_has_reason check (verdict = 'qualified' or (reason_sealed is not null and cardinality(cites) > 0)),
  constraint re_review_in_person check (phase <> 're_review' or verdict <> 'qualified' or in_person)    -- R-RC-22
);
-- R-QUAL-09, R-QUAL-23: a question to the review lead, the higher or the registration authority; the file is on hold until it is answered.
create table referrals (
  id uuid primary key,
  application_id uuid not null,
  phase text not null,
  version integer not null,
  to_whom text not null check (to_whom in ('review_lead', 'higher_authority', 'registration_authority')),
  question_sealed bytea not null,
  asked_by uuid not null references accounts,
  asked_at timestamptz not null,
  answer_sealed bytea,
  answered_from text,                                  -- who in the authority gave the answer, by office
  answered_by uuid references accounts,
  answered_at timestamptz,
  foreign key (application_id, phase) references review_cases (application_id, phase),
  constraint referral_answered check ((answer_sealed is null) = (answered_at is null) and (answered_by is null) = (answered_at is null)),
  constraint referral_two_people check (answered_by <> asked_by)
);
create unique index one_open_referral on referrals (application_id, phase) where answered_at is null;
-- Nobody qualifies on one person's word: two opinions by two persons on the same version, or a recorded decision on a dispute.
create table dispute_decisions (
  application_id uuid not null,
  phase text not null,
  version integer not null,
  section_by uuid not null references accounts,
  section_person_id uuid not null,
  section_outcome text not null check (section_outcome in ('qualified', 'returned', 'undecided')),
  section_minutes_sealed bytea not null,
  section_at timestamptz not null,
  deputy_by uuid references accounts,
  deputy_person_id uuid,
  deputy_outcome text check (deputy_outcome in ('qualified', 'returned')),
  deputy_reasons_sealed bytea,
  deputy_at timestamptz,
  primary key (application_id, phase, version),
  foreign key (application_id, phase) references review_cases (application_id, phase),
  foreign key (section_by, section_person_id) references accounts (id, person_id),
  foreign key (deputy_by, deputy_person_id) references accounts (id, person_id),
  constraint deputy_is_another check (deputy_person_id is null or deputy_person_id <> section_person_id),
  constraint deputy_decides_the_undecided check (deputy_by is null or section_outcome = 'undecided'),
  constraint deputy_is_whole check ((deputy_by is null) = (deputy_person_id is null) and (deputy_by is null) = (deputy_outcome is null)
    and (deputy_by is null) = (deputy_reasons_sealed is null) and (deputy_by is null) = (deputy_at is null))
);
create table qualifications (
  id uuid primary key,
  application_id uuid not null,
  exam_id uuid not null,
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
  superseded_at timestamptz,                           -- the candidate edited afterwards
  reversed_at timestamptz,                             -- C1 REVERSED: error found later
  foreign key (application_id, phase) references review_cases (application_id, phase),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (application_id, version) references application_versions (application_id, version),
  foreign key (first_opinion, application_id, phase, version, first_person, first_verdict)
    references opinions (id, application_id, phase, version, reviewer_person_id, verdict),
  foreign key (second_opinion, application_id, phase, version, second_person, second_verdict)
    references opinions (id, application_id, phase, version, reviewer_person_id, verdict),
  constraint two_persons check (first_person <> second_person),
  constraint agreed_or_disputed check (case when by_dispute then first_verdict <> second_verdict
    else first_verdict = second_verdict and (first_verdict = 'qualified') = (outcome = 'qualified') end)
);
create unique index one_standing_qualification on qualifications (application_id, phase) where superseded_at is null and reversed_at is null;
create index qualifications_by_exam on qualifications (exam_id, phase, outcome);
create table supplements (
  id uuid primary key,
  application_id uuid not null,
  phase text not null,
  version integer not null,
  asked_by uuid not null references accounts,
  items_sealed bytea not null,                         -- everything that is missing, at once (一次性告知); 'supplements:items:<id>'
  item_count integer not null check (item_count >= 1),
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  constraint one_notice unique (application_id, phase),
  constraint clock_runs_forward check (due_at > asked_at and answered_at < due_at),
  foreign key (application_id, phase) references review_cases (application_id, phase)
);
-- R-WK-18, R-QUAL-16: an error found later, proposed by one and confirmed by another, with the reviewers' grade of fault.
create table reversals (
  id uuid primary key,
  application_id uuid not null,
  phase text not null,
  version integer not null,
  qualification_id uuid not null references qualifications,
  kind text not null check (kind in ('wrong_pass', 'wrong_rejection')),
  reason_sealed bytea not null,
  found_in_time boolean not null,
  serious boolean not null,
  sanction text not null check (sanction in ('talk', 'criticism', 'transfer')),
  proposed_by uuid not null references accounts,
  proposer_person_id uuid not null,
  proposed_at timestamptz not null,
  confirmed_by uuid references accounts,
  confirmer_person_id uuid,
  confirmed_at timestamptz,
  rejected_at timestamptz,
  foreign key (application_id, phase) references review_cases (application_id, phase),
  foreign key (proposed_by, proposer_person_id) references accounts (id, person_id),
  foreign key (confirmed_by, confirmer_person_id) references accounts (id, person_id),
  constraint reversal_two_people check (confirmer_person_id is null or confirmer_person_id <> proposer_person_id),
  constraint reversal_confirmed check ((confirmed_by is null) = (confirmer_person_id is null)
    and (confirmed_by is null) = (confirmed_at is null and rejected_at is null) and (confirmed_at is null or rejected_at is null))
);
create unique index one_open_reversal on reversals (application_id, phase) where confirmed_at is null and rejected_at is null;
create table daily_reconciliations (
  exam_id uuid not null references exams,
  day date not null,
  submitted integer not null,
  confirmed integer not null,
  returned integer not null,
  pending integer not null,
  pending_names jsonb not null,                        -- application ids still open
  closed_by uuid not null references accounts,
  closed_at timestamptz not null,
  primary key (exam_id, day),
  constraint day_adds_up check (submitted = confirmed + returned + pending),
  constraint pending_are_named check (jsonb_array_length(pending_names) = pending)
);

-- R-WK-12: each use of an exception over the whole life; the merit exception is usable once.
create table exception_uses (
  person_id uuid not null references persons,
  condition text not null check (condition in ('contest', 'invention', 'model_worker', 'merit_or_excellent')),
  exam_id uuid not null references exams,
  used_at timestamptz not null,
  primary key (person_id, condition, exam_id)
);
create unique index merit_exception_once on exception_uses (person_id) where condition = 'merit_or_excellent';

grant select, insert on review_phases, notice_readings, exception_uses, daily_reconciliations to gongyuan_office;
grant select, insert, update on review_cases, opinions, dispute_decisions, qualifications, supplements, referrals, reversals to gongyuan_office;
grant select, insert, update, delete on review_claims to gongyuan_office;
grant delete on exception_uses to gongyuan_office;
-- A candidate's answer to a supplement is a new version: it reopens the case and voids what was said about the old one.
grant select, update on review_cases, supplements, qualifications, opinions to gongyuan_candidate;
grant select on review_phases to gongyuan_candidate;
grant select on qualifications to gongyuan_unblinding;

-- A ban holds from the second person's word on; until then it is a proposal.
create table bans (
  id uuid primary key,
  person_id uuid references persons,          -- null when the person is not yet known here
  id_number_index bytea not null,
  scope text not null check (scope in ('exam', 'family', 'all')),
  exam_id uuid references exams,              -- where the breach was; with scope 'exam' also where it holds
  family text,
  breach text not null,
  document text not null,                     -- the decision it rests on
  starts_on date not null,
  ends_on date,
  state text not null check (state in ('proposed', 'in_force', 'rejected', 'lifted')),
  decided_by uuid not null references accounts,
  decider_person_id uuid not null,
  decided_at timestamptz not null,
  confirmed_by uuid references accounts,
  confirmer_person_id uuid,
  confirmed_at timestamptz,
  foreign key (decided_by, decider_person_id) references accounts (id, person_id),
  foreign key (confirmed_by, confirmer_person_id) references accounts (id, person_id),
  constraint ban_two_people check ((confirmed_by is null) = (confirmer_person_id is null) and (confirmed_by is null) = (confirmed_at is null)
    and (confirmer_person_id is null or confirmer_person_id <> decider_person_id)),
  constraint ban_in_force_is_confirmed check ((state = 'proposed') = (confirmed_by is null)),
  constraint ban_ends_after_start check (ends_on >= starts_on),
  constraint ban_scope_named check ((scope <> 'family' or family is not null) and (scope <> 'exam' or exam_id is not null))
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
-- R-RC-44: the register of breaches, six codes. Decided by another person than the one who recorded it.
create table violations (
  id uuid primary key,
  exam_id uuid not null references exams,
  person_id uuid not null references persons,
  account_id uuid references accounts,        -- the officer in breach; null for an applicant
  kind text not null check (kind in ('forged_documents', 'cheating', 'staff_abetting', 'staff_leaking', 'organiser_breach', 'other')),
  article text not null,
  facts_sealed bytea not null,
  stage text not null,
  state text not null check (state in ('recorded', 'confirmed', 'dismissed')),
  recorded_by uuid not null references accounts,
  recorder_person_id uuid not null,
  recorded_at timestamptz not null,
  decided_by uuid references accounts,
  decider_person_id uuid,
  decided_at timestamptz,
  consequence text check (consequence in ('none', 'exam_cancelled', 'appointment_cancelled', 'contract_ended', 'removed_from_service')),
  finding_sealed bytea,
  foreign key (recorded_by, recorder_person_id) references accounts (id, person_id),
  foreign key (decided_by, decider_person_id) references accounts (id, person_id),
  constraint violation_two_people check (decider_person_id is null or decider_person_id <> recorder_person_id),
  constraint nobody_judges_themselves check (decider_person_id is null or decider_person_id <> person_id),
  constraint violation_decided check ((state = 'recorded') = (decided_by is null) and (decided_by is null) = (decided_at is null)
    and (decided_by is null) = (decider_person_id is null) and (state = 'confirmed') = (consequence is not null))
);
create index violations_by_person on violations (exam_id, person_id);
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
  constraint correction_has_reason check ((version = 1) = (corrects is null) and (corrects is null or reason is not null)),
  constraint corrected_once unique (corrects)
);
-- What a stage hands in, until somebody else approves it or it is withdrawn.
create table publication_drafts (
  id uuid primary key,
  exam_id uuid not null references exams,
  kind text not null check (kind in ('written_scores', 're_review', 'total_scores', 'proposed_appointees', 'pass_list')),
  snapshot text not null,
  snapshot_hash bytea not null check (octet_length(snapshot_hash) = 32),
  prepared_by uuid not null references accounts,
  prepared_at timestamptz not null,
  corrects uuid references publications,
  reason text,
  published_as uuid unique references publications,
  withdrawn_at timestamptz,
  withdrawn_by uuid references accounts,
  constraint draft_settled_once check (published_as is null or withdrawn_at is null),
  constraint correction_names_reason check (corrects is null or reason is not null)
);
create index publication_drafts_by_exam on publication_drafts (exam_id, kind);
-- R-RC-39: anyone may object while the list is public. What was said and by whom is sealed; the number is all the objector keeps.
create table objections (
  id uuid primary key,
  publication_id uuid not null references publications,
  number text not null unique,
  statement_sealed bytea not null,
  contact_sealed bytea,                        -- given: an objection under a name, answered within five working days (R-COMP-17)
  concerns text,                               -- ticket number the objection is about
  raised_by uuid references accounts,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('open', 'upheld', 'not_provable', 'dismissed')),
  decided_at timestamptz,
  check ((state = 'open') = (decided_at is null))
);
create index objections_by_publication on objections (publication_id, raised_at);
-- Every finding stays: what could not be proven at once is concluded later.
create table objection_findings (
  objection_id uuid not null references objections,
  sequence integer not null check (sequence >= 1),
  finding text not null check (finding in ('upheld', 'not_provable', 'dismissed')),
  reasons_sealed bytea not null,
  decided_by uuid not null references accounts,
  decided_at timestamptz not null,
  primary key (objection_id, sequence)
);

grant select, insert, update on bans, recusals, violations, publication_drafts, objections to gongyuan_office;
grant select on bans to gongyuan_candidate;
grant select, insert on publications to gongyuan_office;
grant select on publications to gongyuan_public, gongyuan_candidate;
grant insert, select on objections to gongyuan_public, gongyuan_candidate;
grant select, insert on objection_findings to gongyuan_office;
grant select on recusals, violations to gongyuan_unblinding;
grant select on recusals to gongyuan_gate;

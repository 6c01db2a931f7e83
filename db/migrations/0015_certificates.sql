-- Scores that a certificate may rest on are named whole, so that the approval cannot say another score than the one names joined.
alter table written_results add constraint written_score_named unique (application_id, exam_id, score);
-- The director approves a pass; only an approved pass can carry a certificate.
create table pass_approvals (
  application_id uuid primary key,
  exam_id uuid not null,
  basis text not null check (basis = 'written_pass'),
  score numeric(10,4) not null,
  practice numeric(10,4),                     -- of the practical test, where the post asks for one
  pass_mark numeric(10,4) not null,           -- the frozen notice's
  list_hash bytea not null check (octet_length(list_hash) = 32), -- of the whole list the director saw
  approved_by uuid not null references accounts,
  approved_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (application_id, exam_id, score) references written_results (application_id, exam_id, score),
  unique (application_id, exam_id),
  constraint only_a_pass_is_approved check (score >= pass_mark and practice >= pass_mark)
);
create index pass_approvals_by_exam on pass_approvals (exam_id);
-- R-SK-18: a range of blanks comes in; it is stock once a second person has counted it.
create table blank_receipts (
  id uuid primary key,
  kind text not null check (kind in ('certificate', 'assessment_form')),
  first_number bigint not null check (first_number >= 1),
  last_number bigint not null,
  received_by uuid not null references accounts,
  received_at timestamptz not null,
  witnessed_by uuid references accounts,
  witnessed_at timestamptz,
  unique (id, kind, first_number, last_number),
  check (last_number >= first_number and last_number - first_number < 100000),
  constraint blanks_two_people check ((witnessed_by is null) = (witnessed_at is null) and witnessed_by <> received_by)
);
-- Every blank that was ever received, in exactly one state. In the house: stock and printed. Gone: issued. Worth nothing: spoiled and voided.
create table blanks (
  kind text not null,
  number bigint not null,
  receipt_id uuid not null,
  first_number bigint not null,
  last_number bigint not null,
  state text not null check (state in ('stock', 'printed', 'issued', 'spoiled', 'voided')),
  changed_at timestamptz not null,
  primary key (kind, number),
  unique (kind, number, state),
  foreign key (receipt_id, kind, first_number, last_number) references blank_receipts (id, kind, first_number, last_number),
  constraint blank_of_its_range check (number between first_number and last_number)
);
create index blanks_in_stock on blanks (kind, number) where state = 'stock';
-- Two people: one finds a blank or a print unusable, another sees it and its number cut. It stays in the ledger.
create table blank_spoilings (
  id uuid primary key,
  kind text not null,
  number bigint not null,
  reason text not null check (reason in ('misprint', 'damaged', 'wrong_data', 'recovered')),
  proposed_by uuid not null references accounts,
  proposed_at timestamptz not null,
  witnessed_by uuid references accounts,
  witnessed_at timestamptz,
  foreign key (kind, number) references blanks (kind, number),
  constraint spoiling_has_witness check ((witnessed_by is null) = (witnessed_at is null) and witnessed_by <> proposed_by)
);
create unique index spoiled_once on blank_spoilings (kind, number) where witnessed_by is not null;
-- R-SEAL-07: each use of the seals with number, time, content, approver, handler and copies.
create table seal_uses (
  id uuid primary key,
  exam_id uuid not null references exams,
  number integer not null check (number >= 1),
  seals text[] not null check (cardinality(seals) >= 1 and seals <@ array['centre_seal', 'grade_pass_seal']),
  copies integer not null check (copies >= 1),
  approved_by uuid not null references accounts,  -- the director, by the approval of the passes
  used_by uuid not null references accounts,
  used_at timestamptz not null,
  unique (exam_id, number),
  unique (id, used_by)
);
-- R-WK-32: the register of personnel, frozen before anything is handed out, and kept.
create table issue_registers (
  id uuid primary key,
  exam_id uuid not null references exams,
  number integer not null check (number >= 1),
  certificates text[] not null check (cardinality(certificates) >= 1),   -- their numbers, in order
  content_sealed bytea not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  made_by uuid not null references accounts,
  made_at timestamptz not null,
  unique (exam_id, number),
  unique (id, exam_id)
);
create table certificate_counters (
  family text not null,
  year integer not null,
  last integer not null check (last between 1 and 9999999),
  primary key (family, year)
);
create table certificates (
  id uuid primary key,
  exam_id uuid not null,
  application_id uuid not null,
  kind text not null,
  blank_number bigint not null,
  number text not null unique check (number ~ '^(WK|SK|PT)[0-9]{11}[0-9A-Z]$'),   -- unified certificate number
  state text not null check (state in ('printed', 'stamped', 'registered', 'issued', 'mailed', 'delivered', 'spoiled', 'recalled', 'voided', 'revoked')),
  blank_state text not null generated always as (case
    when state in ('printed', 'stamped', 'registered') then 'printed' when state in ('spoiled', 'voided') then state else 'issued' end) stored,
  shown_name text not null check (shown_name like '%*%'),   -- masked, as the pass list shows it
  content_sealed bytea not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  statement text not null,                    -- signed by the office's key: verifies offline
  replaces uuid unique references certificates,
  printed_by uuid not null references accounts,
  printed_at timestamptz not null,
  seal_use uuid,
  stamped_by uuid,
  register_id uuid,
  collected text check (collected in ('in_person', 'by_mail', 'by_proxy')),
  issued_by uuid references accounts,
  issued_at timestamptz,
  tracking_sealed bytea,
  delivered_at timestamptz,
  foreign key (application_id, exam_id) references pass_approvals (application_id, exam_id),
  foreign key (kind, blank_number, blank_state) references blanks (kind, number, state) deferrable initially deferred,
  foreign key (seal_use, stamped_by) references seal_uses (id, used_by),
  foreign key (register_id, exam_id) references issue_registers (id, exam_id),
  constraint one_blank_one_certificate unique (kind, blank_number),
  constraint stamped_by_another check ((seal_use is null) = (stamped_by is null) and stamped_by <> printed_by),
  constraint stamped_before_registered check (register_id is null or seal_use is not null),
  constraint registered_before_issued check (issued_at is null or register_id is not null),
  constraint issue_is_recorded check ((state in ('issued', 'mailed', 'delivered', 'recalled', 'voided', 'revoked')) = (issued_at is not null)
    and (issued_at is null) = (issued_by is null) and (issued_at is null) = (collected is null)),
  constraint mail_is_tracked check ((collected is not distinct from 'by_mail') = (tracking_sealed is not null)),
  constraint state_has_its_facts check ((state <> 'printed' or seal_use is null) and (state <> 'stamped' or (seal_use is not null and register_id is null))
    and (state <> 'registered' or register_id is not null) and (state <> 'delivered' or delivered_at is not null))
);
create unique index one_valid_certificate on certificates (application_id, kind)
  where state in ('printed', 'stamped', 'registered', 'issued', 'mailed', 'delivered');
create index certificates_by_exam on certificates (exam_id, number);
-- B-32: somebody else may collect only for a reason that the director has accepted.
create table proxy_permits (
  certificate_id uuid primary key references certificates,
  reason text not null check (reason in ('illness', 'abroad', 'army', 'other')),
  evidence_sealed bytea not null,
  proxy_sealed bytea not null,
  permitted_by uuid not null references accounts,
  permitted_at timestamptz not null
);
-- R-WK-33, R-DUAL-22: called back because it was wrong, or revoked because the pass fell. Two people; the reason is published.
create table certificate_withdrawals (
  id uuid primary key,
  certificate_id uuid not null references certificates,
  kind text not null check (kind in ('recalled', 'revoked')),
  reason text not null check (reason in ('wrong_data', 'wrong_person', 'lost', 'pass_reversed', 'false_documents', 'breach')),
  proposed_by uuid not null references accounts,
  proposed_at timestamptz not null,
  approved_by uuid references accounts,
  approved_at timestamptz,
  constraint withdrawal_two_people check ((approved_by is null) = (approved_at is null) and approved_by <> proposed_by)
);
create unique index withdrawn_once on certificate_withdrawals (certificate_id) where approved_by is not null;
-- R-SK-18: what was found on the shelf, counted by the clerk and confirmed by a supervisor; a count that differs is no count.
create table ledger_counts (
  id uuid primary key,
  kind text not null check (kind in ('certificate', 'assessment_form')),
  received bigint not null,
  issued bigint not null,
  spoiled bigint not null,
  printed bigint not null,
  stock bigint not null,
  counted_by uuid not null references accounts,
  counted_at timestamptz not null,
  confirmed_by uuid references accounts,
  confirmed_at timestamptz,
  constraint ledger_balances check (received = issued + spoiled + printed + stock),
  constraint count_two_people check ((confirmed_by is null) = (confirmed_at is null) and confirmed_by <> counted_by)
);
-- R-WK-35, R-SK-22: the published pass list filed with those who watch, and their receipt.
create table pass_list_filings (
  exam_id uuid not null references exams,
  receiver text not null check (receiver in ('discipline_group', 'ability_section')),
  publication_id uuid not null references publications,
  due_on date not null,
  filed_by uuid not null references accounts,
  filed_at timestamptz not null,
  received_by uuid references accounts,
  received_at timestamptz,
  primary key (exam_id, receiver),
  constraint receipt_by_another check ((received_by is null) = (received_at is null) and received_by <> filed_by)
);

-- All that anybody may know of a certificate: number, masked name, what it certifies, whether it holds.
create view certificate_standings as
  select c.number, c.kind, c.state, c.shown_name, c.exam_id, e.title as exam_title, p.title as field, p.grade, c.issued_at, w.reason, w.approved_at as withdrawn_at
    from certificates c
    join exams e on e.id = c.exam_id
    join applications a on a.id = c.application_id
    join positions p on p.id = a.position_id
    left join certificate_withdrawals w on w.certificate_id = c.id and w.approved_by is not null
   where c.issued_at is not null;

grant select, insert, update on pass_approvals, blank_receipts, blanks, blank_spoilings, certificates, certificate_counters, certificate_withdrawals, ledger_counts,
  pass_list_filings to gongyuan_office;
grant select, insert on seal_uses, issue_registers, proxy_permits to gongyuan_office;
grant select on certificates, pass_approvals to gongyuan_candidate;
grant select on certificate_standings to gongyuan_public, gongyuan_candidate, gongyuan_office;

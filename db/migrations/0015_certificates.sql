-- The director approves a pass; only an approved pass can carry a certificate.
create table pass_approvals (
  exam_id uuid not null,
  application_id uuid primary key,
  basis text not null check (basis in ('written_pass', 'hired')),
  score numeric(10,4),
  approved_by uuid not null references accounts,
  approved_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (application_id, exam_id) references applications (id, exam_id),
  unique (application_id, exam_id)
);
create table blank_receipts (
  id uuid primary key,
  kind text not null check (kind in ('certificate', 'assessment_form')),
  first_number bigint not null,
  last_number bigint not null,
  received_by uuid not null references accounts,
  witnessed_by uuid not null references accounts,
  received_at timestamptz not null,
  check (last_number >= first_number),
  constraint blanks_two_people check (received_by <> witnessed_by)
);
-- Every blank that was ever received, in exactly one state: received = issued + spoiled + stock, at every instant.
create table blanks (
  kind text not null,
  number bigint not null,
  receipt_id uuid not null references blank_receipts,
  state text not null check (state in ('stock', 'printed', 'spoiled', 'issued', 'voided')),
  changed_at timestamptz not null,
  primary key (kind, number)
);
create table certificates (
  id uuid primary key,
  exam_id uuid not null,
  application_id uuid not null,
  kind text not null,
  blank_number bigint not null,
  number text not null unique,                -- unified certificate number
  state text not null check (state in ('printed', 'spoiled', 'issued', 'recalled', 'revoked')),
  printed_by uuid not null references accounts,
  printed_at timestamptz not null,
  content_hash bytea not null,
  statement text not null,                    -- signed by the office's key: verifies offline
  spoiled_witness uuid references accounts,
  spoiled_reason text,
  issued_by uuid references accounts,
  issued_at timestamptz,
  collected text check (collected in ('in_person', 'by_mail', 'by_proxy')),
  proxy_reason text,
  foreign key (application_id, exam_id) references pass_approvals (application_id, exam_id),
  foreign key (kind, blank_number) references blanks (kind, number),
  unique (kind, blank_number),
  constraint spoiling_has_witness check ((state = 'spoiled') = (spoiled_witness is not null) and (spoiled_witness is null or spoiled_witness <> printed_by)),
  constraint issue_is_recorded check ((state in ('issued', 'recalled', 'revoked')) = (issued_at is not null))
);
create unique index one_valid_certificate on certificates (application_id, kind) where state in ('printed', 'issued');
create table issue_registers (
  id uuid primary key,
  exam_id uuid not null references exams,
  content text not null,
  content_hash bytea not null,
  made_by uuid not null references accounts,
  made_at timestamptz not null
);
create table pass_list_filings (
  exam_id uuid not null references exams,
  period text not null,
  publication_id uuid references publications,
  filed_by uuid not null references accounts,
  received_by uuid references accounts,
  filed_at timestamptz not null,
  received_at timestamptz,
  primary key (exam_id, period)
);

grant select, insert, update on pass_approvals, blanks, certificates, pass_list_filings to gongyuan_office;
grant select, insert on blank_receipts, issue_registers to gongyuan_office;
grant select on certificates to gongyuan_candidate, gongyuan_public;
grant select on pass_approvals to gongyuan_candidate;
grant select on blanks to gongyuan_public;

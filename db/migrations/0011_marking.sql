-- A script carries a code, never a name. The role that serves markers cannot read script_codes, tickets, applications or persons.
create table scripts (
  id uuid primary key,
  exam_id uuid not null references exams,
  subject text not null,
  code text not null,
  state text not null check (state in ('coded', 'marking', 'settled', 'disputed')),
  settled_score numeric(10,4),
  unique (exam_id, code),
  unique (id, exam_id),
  check ((state = 'settled') = (settled_score is not null))
);
-- Scripts are coded once, all of an exam together, when every room has closed.
create table codings (
  exam_id uuid primary key references exams,
  coded_by uuid not null references accounts,
  coded_at timestamptz not null,
  salt bytea not null check (octet_length(salt) = 32),   -- without it the hash could be tried against all orders of a small exam
  mapping_hash bytea not null check (octet_length(mapping_hash) = 32)
);
create table script_codes (
  script_id uuid primary key references scripts,
  ticket_id uuid not null unique references tickets,
  exam_id uuid not null
);
create table marks (
  id uuid primary key,
  script_id uuid not null references scripts,
  round integer not null check (round between 1 and 3),
  marker uuid not null references accounts,
  score numeric(10,4) not null check (score >= 0),
  given_at timestamptz not null,
  constraint one_mark_a_round unique (script_id, round),
  constraint one_mark_a_marker unique (script_id, marker)
);
-- Work handed to markers: which script, which round, by whom.
create table marking_assignments (
  script_id uuid not null references scripts,
  round integer not null check (round between 1 and 3),
  marker uuid not null references accounts,
  assigned_at timestamptz not null,
  primary key (script_id, round),
  unique (script_id, marker)
);
-- A score sheet: settled scores of codes, checked by another person, signed by marker and discipline inspector together.
create table score_sheets (
  id uuid primary key,
  exam_id uuid not null references exams,
  subject text not null,
  number integer not null,
  state text not null check (state in ('prepared', 'checked', 'signed', 'unblinded')),
  content text not null,                      -- canonical JSON of code → score
  content_hash bytea not null check (octet_length(content_hash) = 32),
  prepared_by uuid not null references accounts,
  checked_by uuid references accounts,
  marker uuid references accounts,
  inspector uuid references accounts,
  statement text,                             -- General JWS with both signatures
  signed_at timestamptz,
  unique (exam_id, subject, number),
  constraint checker_is_another check (checked_by is null or checked_by <> prepared_by),
  constraint two_signatures check ((state in ('signed', 'unblinded')) = (marker is not null and inspector is not null and statement is not null and signed_at is not null)
    and (marker is null or marker <> inspector))
);
create table sheet_scripts (sheet_id uuid not null references score_sheets, script_id uuid not null unique references scripts, score numeric(10,4) not null, primary key (sheet_id, script_id));
-- Names join scores only after all scores are signed, by two people.
create table unblindings (
  exam_id uuid primary key references exams,
  requested_by uuid not null references accounts,
  requested_at timestamptz not null,
  approved_by uuid references accounts,
  approved_at timestamptz,
  log_size bigint,                            -- the checkpoint that held every signed sheet
  constraint unblinding_two_people check (approved_by is null or approved_by <> requested_by)
);
create table written_results (
  application_id uuid primary key,
  exam_id uuid not null,
  ticket_id uuid not null unique references tickets,
  script_id uuid unique references scripts,
  status text not null check (status in ('scored', 'absent', 'breach')),
  score numeric(10,4),
  joined_at timestamptz not null,
  foreign key (application_id, exam_id) references applications (id, exam_id),
  check ((status = 'scored') = (score is not null)),
  check ((status = 'scored') = (script_id is not null))
);
create index written_results_by_exam on written_results (exam_id);

grant select, insert, update on scripts to gongyuan_marking;
grant select, insert on marks, marking_assignments, sheet_scripts to gongyuan_marking;
grant select, insert, update on score_sheets to gongyuan_marking;
grant select on unblindings to gongyuan_marking;
grant select, insert on codings, scripts, script_codes, written_results to gongyuan_unblinding;
grant select, insert, update on unblindings to gongyuan_unblinding;
grant select, update on score_sheets to gongyuan_unblinding;
grant select on sheet_scripts, marks to gongyuan_unblinding;
grant select on written_results to gongyuan_office, gongyuan_candidate;
grant select on unblindings, score_sheets, scripts to gongyuan_office;
grant select on room_sessions to gongyuan_unblinding;
grant select on score_sheets, scripts, sheet_scripts to gongyuan_unblinding;

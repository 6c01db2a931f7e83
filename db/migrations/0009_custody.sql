-- Paper packages: numbers, seals, counts, people, times. Never content (a state secret, B-13).
create table packages (
  id uuid primary key,
  exam_id uuid not null references exams,
  number text not null,                       -- printed on the package
  exam_session_id uuid not null,
  room_id uuid,                               -- null for reserve packages
  kind text not null check (kind in ('papers', 'backup', 'returned')),
  papers integer not null check (papers >= 0),
  cards integer not null check (cards >= 0),
  seal_digest bytea not null,                 -- HMAC of the seal number now on it, per-exam key
  state text not null check (state in ('sealed', 'in_transit', 'in_vault', 'at_site', 'with_invigilators', 'opened', 'returned', 'at_marking', 'stored', 'frozen', 'destroyed')),
  holder_role text not null,                  -- whose hands: role of the holder
  holder uuid not null references accounts,   -- exactly one holder at every instant
  sequence integer not null check (sequence >= 0),  -- number of the newest handoff
  genesis_hash bytea not null check (octet_length(genesis_hash) = 32),  -- of the statement that made it
  made_at timestamptz not null,
  unique (exam_id, number),
  unique (id, exam_id),
  foreign key (exam_session_id, exam_id) references exam_sessions (id, exam_id),
  foreign key (room_id, exam_id) references rooms (id, exam_id)
);
-- One change of holder: one JWS in General form, one signature per party (giver, receiver, witnesses of that leg).
create table handoffs (
  package_id uuid not null references packages,
  sequence integer not null check (sequence >= 1),
  exam_id uuid not null,
  leg text not null,                          -- src/custody/rules/legs.ts
  giver uuid not null references accounts,
  receiver uuid not null references accounts,
  witnesses uuid[] not null,
  papers integer not null,
  cards integer not null,
  seal_digest bytea not null,
  outcome text not null check (outcome in ('agreed', 'frozen')),
  statement text not null,                    -- the signed JWS (General JSON)
  statement_hash bytea not null check (octet_length(statement_hash) = 32),
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  statement_id uuid not null references statements,
  signed_at timestamptz not null,
  primary key (package_id, sequence),
  foreign key (package_id, exam_id) references packages (id, exam_id),
  constraint giver_is_not_receiver check (giver <> receiver or leg in ('open', 'destroy'))
);
create table package_incidents (
  id uuid primary key,
  package_id uuid not null references packages,
  exam_id uuid not null references exams,
  kind text not null check (kind in ('count_differs', 'seal_differs', 'suspected_leak')),
  leg text,
  state_before text not null,                 -- what a cleared package returns to
  expected_papers integer not null,
  expected_cards integer not null,
  found_papers integer,
  found_cards integer,
  found_at timestamptz not null,
  found_by uuid not null references accounts,
  decision text check (decision in ('cleared', 'withdrawn')),
  reason text,
  decided_by uuid references accounts,
  confirmed_by uuid references accounts,
  resolved_at timestamptz,
  check ((decision is null) = (decided_by is null) and (decision is null) = (reason is null)),
  check ((resolved_at is null) = (confirmed_by is null)),
  constraint incident_two_people check (confirmed_by is null or (decided_by is not null and confirmed_by <> decided_by))
);
create unique index one_open_incident on package_incidents (package_id) where resolved_at is null;
-- What came back from a room, as counted by the two invigilators and the keeper.
create table returned_counts (
  exam_session_id uuid not null,
  room_id uuid not null,
  exam_id uuid not null references exams,
  package_id uuid not null references packages,
  present integer not null check (present >= 0),
  absent integer not null check (absent >= 0),
  spare integer not null check (spare >= 0),
  papers integer not null,
  cards integer not null,
  counted_by uuid not null references accounts,
  counted_at timestamptz not null,
  primary key (exam_session_id, room_id),
  constraint returned_adds_up check (papers = present + absent + spare and cards = present + absent + spare)
);
create table vault_counts (
  id uuid primary key,
  exam_id uuid not null references exams,
  first_guard uuid not null references accounts,
  second_guard uuid not null references accounts,
  packages integer not null,
  expected integer not null,
  counted_at timestamptz not null,
  constraint two_guards check (first_guard <> second_guard)
);
grant select, insert, update on packages, package_incidents to gongyuan_office;
grant select, insert on handoffs, returned_counts, vault_counts to gongyuan_office;
grant select on packages, handoffs to gongyuan_public;
grant select on packages, handoffs, returned_counts to gongyuan_unblinding;
-- The paper preparation notice: how many papers each session needs, from the frozen seat plan (R-WK-24). Packing must come to its numbers.
create table paper_notices (
  exam_id uuid primary key references exams,
  number text not null,
  quantities jsonb not null,                  -- [{ examSessionId, papers, cards }]
  issued_by uuid not null references accounts,
  issued_to uuid not null references accounts,
  issued_at timestamptz not null
);
-- Who was shut in to set and print the papers, from when to when; names are sealed (R-WK-23).
create table seclusions (
  id uuid primary key,
  exam_id uuid not null references exams,
  police uuid not null references accounts,
  inspector uuid not null references accounts,
  recorded_by uuid not null references accounts,
  entered_at timestamptz not null,
  left_at timestamptz,
  unique (id, exam_id),
  constraint seclusion_three_parties check (police <> inspector and police <> recorded_by and inspector <> recorded_by),
  constraint leaves_after_entering check (left_at is null or left_at > entered_at)
);
create unique index one_open_seclusion on seclusions (exam_id) where left_at is null;
create table seclusion_setters (
  id uuid primary key,
  seclusion_id uuid not null references seclusions,
  name_sealed bytea not null,
  undertaken_on date not null                 -- of the secrecy undertaking; without it nobody is entered
);
grant select, insert, update on seclusions to gongyuan_office;
grant select, insert on seclusion_setters, paper_notices to gongyuan_office;

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
  made_at timestamptz not null,
  unique (exam_id, number),
  unique (id, exam_id),
  foreign key (exam_session_id, exam_id) references exam_sessions (id, exam_id),
  foreign key (room_id, exam_id) references rooms (id, exam_id)
);
-- One change of holder: one JWS in General form, one signature per party (giver, receiver, witnesses of that leg).
create table handoffs (
  package_id uuid not null references packages,
  sequence integer not null check (sequence >= 0),
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
  previous_hash bytea,
  signed_at timestamptz not null,
  primary key (package_id, sequence),
  foreign key (package_id, exam_id) references packages (id, exam_id),
  constraint giver_is_not_receiver check (giver <> receiver or leg in ('open', 'made')),
  constraint chain_has_previous check ((sequence = 0) = (previous_hash is null))
);
create table package_incidents (
  id uuid primary key,
  package_id uuid not null references packages,
  kind text not null check (kind in ('count_differs', 'seal_differs', 'suspected_leak', 'lost')),
  found_at timestamptz not null,
  found_by uuid not null references accounts,
  facts jsonb not null,
  resolved_at timestamptz,
  resolved_by uuid references accounts,
  confirmed_by uuid references accounts,
  decision text check (decision in ('cleared', 'withdrawn')),
  reason text,
  check ((resolved_at is null) = (decision is null)),
  constraint incident_two_people check (resolved_by is null or (confirmed_by is not null and confirmed_by <> resolved_by))
);
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
  counted_at timestamptz not null,
  constraint two_guards check (first_guard <> second_guard)
);
grant select, insert, update on packages, package_incidents to gongyuan_office;
grant select, insert on handoffs, returned_counts, vault_counts to gongyuan_office;
grant select on packages, handoffs to gongyuan_public;

-- The candidate list of one exam, frozen: nobody enters or leaves after it.
create table list_freezes (
  exam_id uuid primary key references exams,
  frozen_by uuid not null references accounts,
  frozen_at timestamptz not null,
  candidates integer not null check (candidates >= 0),
  list_hash bytea not null check (octet_length(list_hash) = 32)
);
-- Who is on it. The label stands for the person in every published draw; only the office's key leads from one to the other.
create table listed_candidates (
  exam_id uuid not null references list_freezes,
  application_id uuid not null primary key,
  position_id uuid not null,
  version integer not null,                   -- the version that was found qualified
  subject text,                               -- the paper; null for posts exempt from the written test
  needs text[] not null check (needs <@ array['extra-time', 'ground-floor', 'separate-room']),
  groups text[] not null,                     -- blinded names of employer, school and position: kept from being neighbours
  label text not null check (label ~ '^[0-9a-f]{32}$'),
  late_in uuid,                               -- the supplementary draw that seats somebody who was not on the frozen list
  unique (exam_id, label),
  unique (application_id, exam_id, label),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (position_id, exam_id) references positions (id, exam_id),
  foreign key (application_id, version) references application_versions (application_id, version)
);
-- One draw, of seats, staff, panels or lots: frozen input → commitments → reveals → public value → one result.
create table draws (
  id uuid primary key,
  exam_id uuid not null references exams,
  kind text not null check (kind in ('seats', 'seat_supplement', 'invigilators', 'panels', 'interview_order', 'medical_numbers')),
  scope text not null,                        -- what it is for: exam, session or day; one valid draw a scope
  state text not null check (state in ('frozen', 'committed', 'drawn', 'cancelled')),
  freeze_hash bytea not null check (octet_length(freeze_hash) = 32),
  input text not null,                        -- canonical frozen input
  parties text[] not null check (cardinality(parties) >= 3),
  reveal_by timestamptz not null,
  public_source text not null,                -- named before anyone could know its value
  source_due timestamptz not null,
  frozen_by uuid not null references accounts,
  frozen_at timestamptz not null,
  witnessed_value text,                       -- the public value as another party read it
  witnessed_by uuid references accounts,
  witnessed_at timestamptz,
  public_value text,
  seed bytea,
  transcript text,
  transcript_hash bytea,
  drawn_at timestamptz,
  drawn_by uuid references accounts,
  replaces uuid unique references draws,
  reason text,                                -- why it was cancelled
  cancel_proposed_by uuid references accounts,
  cancel_proposed_at timestamptz,
  cancelled_by uuid references accounts,
  cancelled_at timestamptz,
  unique (id, exam_id),
  constraint source_after_reveals check (source_due > reveal_by and reveal_by > frozen_at),
  constraint drawn_is_whole check ((state = 'drawn') = (transcript is not null and transcript_hash is not null and seed is not null and public_value is not null
    and drawn_at is not null and drawn_by is not null)),
  constraint drawn_after_source check (drawn_at >= source_due),
  constraint value_read_by_two check ((witnessed_value is null) = (witnessed_by is null) and (witnessed_value is null) = (witnessed_at is null)
    and (state <> 'drawn' or (public_value = witnessed_value and drawn_by <> witnessed_by))),
  constraint cancelled_by_two check ((state = 'cancelled') = (cancelled_at is not null) and (cancelled_at is null) = (cancelled_by is null)
    and (cancelled_by is null or (cancel_proposed_by is not null and cancelled_by <> cancel_proposed_by))
    and (cancel_proposed_by is null) = (reason is null) and (cancel_proposed_by is null) = (cancel_proposed_at is null))
);
alter table listed_candidates add foreign key (late_in, exam_id) references draws (id, exam_id);
create unique index one_valid_draw on draws (exam_id, kind, scope) where state <> 'cancelled';
create table draw_contributions (
  draw_id uuid not null references draws,
  party text not null check (party in ('exam_office', 'discipline_inspector', 'police_escort', 'section_head', 'social_supervisor', 'centre_director')),
  account_id uuid not null references accounts,
  commitment bytea not null check (octet_length(commitment) = 32),
  committed_at timestamptz not null,
  value bytea check (octet_length(value) = 32),
  revealed_at timestamptz,
  primary key (draw_id, party),
  unique (draw_id, account_id),
  check ((value is null) = (revealed_at is null)),
  check (revealed_at >= committed_at)
);
-- Which rooms serve which session (one subject a room).
create table session_rooms (
  exam_session_id uuid not null,
  exam_id uuid not null,
  room_id uuid not null,
  family_limit integer not null check (family_limit >= 1),
  draw_session text,                          -- the session by its name in the draw; null where only a supplement opened the room
  first_ticket integer check (first_ticket >= 0),   -- where the tickets of the room begin in the tree of the plan
  primary key (exam_session_id, room_id),
  unique (exam_session_id, room_id, family_limit),
  foreign key (exam_session_id, exam_id) references exam_sessions (id, exam_id),
  foreign key (room_id, exam_id) references rooms (id, exam_id)
);
-- Seat and admission ticket are one fact: who sits where, by which draw.
create table tickets (
  id uuid primary key,
  exam_id uuid not null,
  application_id uuid not null,
  number text not null,                       -- 准考证号
  exam_session_id uuid not null,
  room_id uuid not null,
  family_limit integer not null,
  seat integer not null check (seat >= 1),
  draw_id uuid not null,
  label text not null,                        -- the blinded label in the transcript
  issued_at timestamptz not null,
  unique (exam_id, number),
  unique (exam_session_id, application_id),
  constraint one_seat_one_person unique (exam_session_id, room_id, seat),
  constraint seat_within_limit check (seat <= family_limit),   -- R-ROOM-01, R-ROOM-02: seats are distinct, so no room holds more
  unique (id, exam_id),
  unique (draw_id, label),
  foreign key (application_id, exam_id, label) references listed_candidates (application_id, exam_id, label),
  foreign key (exam_session_id, room_id, family_limit) references session_rooms (exam_session_id, room_id, family_limit),
  foreign key (draw_id, exam_id) references draws (id, exam_id)
);
-- The plan as a Merkle tree, all levels one after the other, lowest first: a ticket's path is a few slices of it.
create table ticket_trees (
  draw_id uuid primary key,
  exam_id uuid not null,
  size integer not null check (size >= 1),
  root bytea not null check (length(root) = 32),
  variants integer not null check (variants in (1, 2)),
  levels bytea not null,
  foreign key (draw_id, exam_id) references draws (id, exam_id)
);
alter table ticket_trees alter column levels set storage external;   -- uncompressed, so that a slice is read without the rest
create index tickets_by_application on tickets (application_id);
create index tickets_by_exam on tickets (exam_id);

grant select, insert on list_freezes, listed_candidates, session_rooms, tickets, ticket_trees to gongyuan_office;
-- Another seat after a room was lost: the first one stays in the transcript of the first draw.
grant update on tickets to gongyuan_office;
grant select, insert, update on draws, draw_contributions to gongyuan_office;
grant select on list_freezes, session_rooms, tickets to gongyuan_candidate, gongyuan_unblinding;
grant select on ticket_trees to gongyuan_candidate, gongyuan_public;
grant select on draws, draw_contributions, list_freezes to gongyuan_public, gongyuan_candidate;
grant select on session_rooms to gongyuan_public;

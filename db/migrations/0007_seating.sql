-- The candidate list of one exam, frozen: nobody enters or leaves after it.
create table list_freezes (
  exam_id uuid primary key references exams,
  frozen_by uuid not null references accounts,
  frozen_at timestamptz not null,
  candidates integer not null check (candidates >= 0),
  list_hash bytea not null check (octet_length(list_hash) = 32)
);
-- One draw, of seats, staff, panels or lots: frozen input → commitments → reveals → public value → one result.
create table draws (
  id uuid primary key,
  exam_id uuid not null references exams,
  kind text not null check (kind in ('seats', 'invigilators', 'panels', 'interview_order', 'medical_numbers')),
  scope text not null,                        -- what it is for: exam, session or day; one valid draw a scope
  state text not null check (state in ('frozen', 'committed', 'drawn', 'cancelled')),
  freeze_hash bytea not null check (octet_length(freeze_hash) = 32),
  input text not null,                        -- canonical frozen input
  public_source text not null,                -- named before anyone could know its value
  frozen_by uuid not null references accounts,
  frozen_at timestamptz not null,
  public_value text,
  seed bytea,
  transcript text,
  transcript_hash bytea,
  drawn_at timestamptz,
  drawn_by uuid references accounts,
  replaces uuid references draws,
  reason text,
  unique (id, exam_id),
  constraint drawn_is_whole check ((state = 'drawn') = (transcript is not null and seed is not null and public_value is not null and drawn_at is not null))
);
create unique index one_valid_draw on draws (exam_id, kind, scope) where state <> 'cancelled';
create table draw_contributions (
  draw_id uuid not null references draws,
  party text not null check (party in ('exam_office', 'discipline_inspector', 'police_escort', 'candidate', 'section_head')),
  account_id uuid not null references accounts,
  commitment bytea not null check (octet_length(commitment) = 32),
  committed_at timestamptz not null,
  value bytea check (octet_length(value) = 32),
  revealed_at timestamptz,
  primary key (draw_id, party),
  unique (draw_id, account_id),
  check ((value is null) = (revealed_at is null))
);
-- Which rooms serve which session (one subject a room).
create table session_rooms (
  exam_session_id uuid not null,
  exam_id uuid not null,
  room_id uuid not null,
  family_limit integer not null,
  primary key (exam_session_id, room_id),
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
  seat integer not null check (seat >= 1),
  draw_id uuid not null,
  label text not null,                        -- the blinded label in the transcript
  issued_at timestamptz not null,
  unique (exam_id, number),
  unique (exam_session_id, application_id),
  constraint one_seat_one_person unique (exam_session_id, room_id, seat),
  unique (id, exam_id),
  unique (draw_id, label),
  foreign key (application_id, exam_id) references applications (id, exam_id),
  foreign key (exam_session_id, room_id) references session_rooms (exam_session_id, room_id),
  foreign key (draw_id, exam_id) references draws (id, exam_id)
);
create index tickets_by_application on tickets (application_id);

grant select, insert on list_freezes, session_rooms, tickets to gongyuan_office;
grant select, insert, update on draws, draw_contributions to gongyuan_office;
grant select on list_freezes, session_rooms, tickets to gongyuan_candidate, gongyuan_unblinding;
grant select on draws, draw_contributions, list_freezes to gongyuan_public, gongyuan_candidate;
grant select on session_rooms to gongyuan_public;

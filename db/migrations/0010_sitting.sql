create table room_sessions (
  exam_session_id uuid not null,
  room_id uuid not null,
  exam_id uuid not null references exams,
  state text not null check (state in ('running', 'closed')),
  checks jsonb not null,                      -- jammer, video, notices posted, spacing measured (R-ROOM-04, -05)
  started_at timestamptz not null,
  started_by uuid not null references accounts,
  closed_at timestamptz,
  record text,                                -- the room record signed by both invigilators (General JWS)
  first_invigilator uuid references accounts,
  second_invigilator uuid references accounts,
  primary key (exam_session_id, room_id),
  foreign key (exam_session_id, room_id) references session_rooms (exam_session_id, room_id),
  constraint record_two_invigilators check ((state = 'closed') = (record is not null and first_invigilator is not null and second_invigilator is not null and closed_at is not null)
    and (first_invigilator is null or first_invigilator <> second_invigilator))
);
create table attendances (
  ticket_id uuid primary key references tickets,
  exam_session_id uuid not null,
  room_id uuid not null,
  status text not null check (status in ('present', 'absent', 'breach')),
  marked_by uuid not null references accounts,
  marked_at timestamptz not null,
  foreign key (exam_session_id, room_id) references room_sessions (exam_session_id, room_id)
);
create index attendances_by_room on attendances (exam_session_id, room_id);
create table incidents (
  id uuid primary key,
  exam_id uuid not null references exams,
  exam_session_id uuid not null,
  room_id uuid not null,
  ticket_id uuid references tickets,
  kind text not null,
  article text not null,
  note_sealed bytea not null,
  reported_by uuid not null references accounts,
  reported_at timestamptz not null
);
grant select, insert, update on room_sessions, attendances to gongyuan_office;
grant select, insert on incidents to gongyuan_office;
grant select on attendances to gongyuan_unblinding, gongyuan_candidate;

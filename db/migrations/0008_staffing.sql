-- The trained pool from which invigilators are drawn on the morning.
create table staff_pool (
  exam_id uuid not null references exams,
  account_id uuid not null references accounts,
  person_id uuid not null references persons,
  unit text not null,
  on_establishment boolean not null,
  experienced boolean not null,
  trained_on date not null,
  label text not null check (label ~ '^[0-9a-f]{32}$'),   -- stands for the person in the published draw
  entered_by uuid not null references accounts,
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (exam_id, account_id),
  unique (exam_id, label),
  foreign key (account_id, person_id) references accounts (id, person_id)
);
-- Who is on duty where. A replacement ends one duty and begins another; nothing else moves.
create table duties (
  id uuid primary key,
  exam_id uuid not null,
  exam_session_id uuid not null,
  room_id uuid not null,
  account_id uuid not null,
  place integer not null check (place >= 1),  -- 1 front, 2 back, 3… further
  draw_id uuid not null,
  replaces uuid unique references duties,
  reason text,
  assigned_at timestamptz not null,
  ended_at timestamptz,
  present_at timestamptz,
  foreign key (exam_id, account_id) references staff_pool (exam_id, account_id),
  foreign key (exam_session_id, room_id) references session_rooms (exam_session_id, room_id),
  foreign key (draw_id, exam_id) references draws (id, exam_id),
  constraint replacement_has_reason check ((replaces is null) = (reason is null)),
  constraint present_on_duty check (present_at is null or present_at >= assigned_at)
);
create unique index one_room_a_person on duties (exam_session_id, account_id) where ended_at is null;
create unique index one_person_a_place on duties (exam_session_id, room_id, place) where ended_at is null;
create table duty_reserves (
  exam_id uuid not null,
  exam_session_id uuid not null,
  account_id uuid not null,
  rank integer not null check (rank >= 1),
  draw_id uuid not null,
  primary key (exam_session_id, account_id),
  unique (exam_session_id, rank),
  foreign key (exam_session_id, exam_id) references exam_sessions (id, exam_id),
  foreign key (draw_id, exam_id) references draws (id, exam_id),
  foreign key (exam_id, account_id) references staff_pool (exam_id, account_id)
);
grant select, insert, update on staff_pool, duties to gongyuan_office;
grant select, insert on duty_reserves to gongyuan_office;
grant select on duties to gongyuan_gate, gongyuan_unblinding;

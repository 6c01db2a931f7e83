create table persons (
  id uuid primary key,
  name_sealed bytea not null,
  id_number_sealed bytea not null,
  id_number_index bytea not null unique,      -- HMAC of the normalised number, its own key
  sex text not null check (sex in ('female', 'male')),
  birth_date_sealed bytea not null,
  phone_sealed bytea,
  nationality text not null default 'CN',
  created_at timestamptz not null
);
create table accounts (
  id uuid primary key,
  person_id uuid not null references persons,
  kind text not null check (kind in ('candidate', 'officer')),
  unit text,                                  -- the officer's own unit (派出单位)
  on_establishment boolean not null default false,  -- 在编在岗
  created_by uuid references accounts,
  created_at timestamptz not null,
  closed_at timestamptz,
  unique (person_id, kind),
  unique (id, person_id),
  check ((kind = 'officer') = (unit is not null))
);
create table passwords (account_id uuid primary key references accounts, hash text not null, changed_at timestamptz not null);
create table passkeys (
  id text primary key,
  account_id uuid not null references accounts,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  enrolled_at timestamptz not null,
  retired_at timestamptz
);
create table challenges (
  id uuid primary key,
  challenge text not null,
  purpose text not null check (purpose in ('sign_in', 'enrol', 'certify_key')),
  account_id uuid references accounts,
  expires_at timestamptz not null
);
create table sessions (
  token_hash bytea primary key,
  account_id uuid not null references accounts,
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_account on sessions (account_id);
create table installation_roles (
  account_id uuid not null references accounts,
  role text not null check (role in ('administrator', 'security_administrator', 'auditor')),
  granted_by uuid references accounts,        -- null: the founding
  granted_at timestamptz not null,
  primary key (account_id),                   -- system, security and audit are three people
  constraint nobody_grants_to_themselves check (granted_by <> account_id)
);
-- The first administrator and the first security administrator come by a link that the first start prints.
create table founding_links (
  role text primary key check (role in ('administrator', 'security_administrator')),
  token_hash bytea not null unique,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  account_id uuid unique references accounts,
  check ((used_at is null) = (account_id is null))
);
-- A passkey, or a candidate's new password at the counter, is set by a link that one officer issues and another releases after seeing
-- the person; neither for themselves. 'taken': a stranger had signed up with the owner's number.
create table enrolments (
  id uuid primary key,
  account_id uuid not null references accounts,
  person_id uuid not null,
  token_hash bytea unique,                    -- none before the second officer has released it
  reason text not null check (reason in ('first', 'lost', 'founding', 'forgotten', 'taken')),
  issued_by uuid references accounts,
  issuer_person_id uuid,
  released_by uuid references accounts,
  releaser_person_id uuid,
  issued_at timestamptz not null,
  released_at timestamptz,
  expires_at timestamptz not null,
  used_at timestamptz,
  exam_id uuid,                               -- the counter of which exam, for candidates
  name_sealed bytea,                          -- 'taken': what the original card says
  phone_sealed bytea,
  previous_name_sealed bytea,                 -- 'taken': what the stranger had said
  foreign key (account_id, person_id) references accounts (id, person_id),
  foreign key (issued_by, issuer_person_id) references accounts (id, person_id),
  foreign key (released_by, releaser_person_id) references accounts (id, person_id),
  constraint enrolment_two_others check (
    (reason = 'founding' and issued_by is null and released_by is null)
    or (issued_by is not null and issuer_person_id is not null and issuer_person_id <> person_id
        and (released_by is null or (releaser_person_id is not null and releaser_person_id <> issuer_person_id and releaser_person_id <> person_id)))),
  constraint enrolment_released_by_someone check ((released_at is null) = (released_by is null)),
  constraint enrolment_link_after_release check ((token_hash is not null) = (reason = 'founding' or released_at is not null)),
  constraint enrolment_used_has_link check (used_at is null or token_hash is not null)
);
create table signing_keys (
  id text primary key,                        -- JWK thumbprint, the kid of every signature
  account_id uuid not null references accounts,
  public_jwk jsonb not null,
  certificate text not null,                  -- PEM by the office's authority
  certified_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create unique index one_active_key on signing_keys (account_id) where revoked_at is null;
create table office_authority (single boolean primary key default true check (single), certificate text not null, private_key_sealed bytea not null, created_at timestamptz not null);
create table sign_in_failures (
  account_id uuid not null references accounts,
  minute timestamptz not null,
  failures integer not null check (failures > 0),
  logged_at timestamptz,                      -- each minute goes into the log once, when it is over
  primary key (account_id, minute)
);
create table inbox_messages (
  id uuid primary key,
  account_id uuid not null references accounts,
  exam_id uuid,
  subject_zh text not null,
  subject_en text not null,
  body_sealed bytea not null,                 -- JSON {zh, en}
  sent_at timestamptz not null,
  read_at timestamptz
);
create index inbox_by_account on inbox_messages (account_id, sent_at);

-- Who has seen a whole identity number, of whom, and why. The reason is sealed: the log is public and names the row.
create table unmaskings (
  id uuid primary key,
  person_id uuid not null references persons,
  seen_by uuid not null references accounts,
  exam_id uuid,
  reason_sealed bytea not null,
  seen_at timestamptz not null
);
create index unmaskings_by_person on unmaskings (person_id, seen_at);

grant select, insert on unmaskings to gongyuan_gate, gongyuan_office;
grant select, insert, update on founding_links to gongyuan_gate;
grant select on enrolments to gongyuan_candidate, gongyuan_office;
grant select, insert, update on persons, accounts, passwords, passkeys, sessions, enrolments, signing_keys, office_authority, sign_in_failures to gongyuan_gate;
grant select, insert, update, delete on challenges, sessions to gongyuan_gate;
grant select, insert, update, delete on installation_roles to gongyuan_gate;   -- update: to lock all holders
grant select, insert, update on inbox_messages to gongyuan_gate, gongyuan_candidate, gongyuan_office;
grant select on persons, accounts to gongyuan_candidate, gongyuan_office, gongyuan_unblinding;
grant select on signing_keys, installation_roles to gongyuan_office, gongyuan_candidate;
grant select on signing_keys, accounts to gongyuan_marking;   -- accounts hold no name and no number
grant insert on inbox_messages to gongyuan_unblinding;
-- A statement that several people sign, each with their own key on their own device: a handoff, a room record, a score sheet.
create table statements (
  id uuid primary key,
  exam_id uuid not null,
  type text not null,                         -- JWS typ, e.g. 'handoff', 'room-record', 'score-sheet'
  payload text not null,                      -- canonical JSON, exactly the bytes that are signed
  signers uuid[] not null,                    -- accounts whose signatures it needs
  drafted_by uuid not null references accounts,
  drafted_at timestamptz not null,
  completed_at timestamptz,
  withdrawn_at timestamptz
);
create table statement_signatures (
  statement_id uuid not null references statements,
  account_id uuid not null references accounts,
  key_id text not null references signing_keys,
  protected text not null,
  signature text not null,
  signed_at timestamptz not null,
  primary key (statement_id, account_id)
);
grant select, insert, update on statements to gongyuan_office, gongyuan_marking;
grant select, insert on statement_signatures to gongyuan_office, gongyuan_marking;
-- Every key that data here may have been sealed with. The service does not start without one of them: the data would be unreadable.
create table keyring_keys (id text primary key, registered_at timestamptz not null);
grant select, insert on keyring_keys to gongyuan_gate;

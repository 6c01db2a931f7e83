-- The append-only record. Nobody but the owner may change or delete a leaf; the service may only add.
create table log_leaves (
  id uuid primary key,
  event text not null check (length(event) between 2 and 16384),   -- canonical JSON (RFC 8785), no personal data
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),    -- SHA-256(0x00 || event)
  event_name text not null,
  actor uuid,
  exam_id uuid,
  subject text,
  recorded_at timestamptz not null
);
create index log_leaves_by_exam on log_leaves (exam_id, recorded_at);
create index log_leaves_by_actor on log_leaves (actor, recorded_at);
-- Leaves that have no index yet. Sequencing moves them under the head's row lock.
create table log_pending (leaf_id uuid primary key references log_leaves);
create table log_entries (
  index bigint primary key check (index >= 0),
  leaf_id uuid not null unique references log_leaves,
  sequenced_at timestamptz not null
);
create table log_head (
  "only" boolean primary key default true check ("only"),
  size bigint not null check (size >= 0),
  frontier bytea[] not null,            -- roots of the complete subtrees, largest first
  root bytea not null check (octet_length(root) = 32)
);
insert into log_head (size, frontier, root) values (0, '{}', decode('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'hex'));
-- Roots of complete subtrees of 256 leaves and more (2^level leaves, the index-th of them): they never change, and spare a proof the leaves.
create table log_subtrees (
  level smallint not null check (level >= 8),
  index bigint not null check (index >= 0),
  root bytea not null check (octet_length(root) = 32),
  primary key (level, index)
);
create table log_checkpoints (
  size bigint primary key,
  root bytea not null check (octet_length(root) = 32),
  note text not null,                   -- C2SP signed note
  published_at timestamptz not null
);
-- The first answer to a repeated submission, by person and act.
create table idempotent_answers (
  actor uuid not null,
  key text not null check (length(key) between 8 and 128),
  event text not null,
  command_hash bytea not null,
  answer jsonb,
  claimed_at timestamptz not null,
  primary key (actor, key)
);

grant select, insert on log_leaves to gongyuan_gate, gongyuan_candidate, gongyuan_office, gongyuan_marking, gongyuan_unblinding, gongyuan_log;
grant insert on log_pending to gongyuan_gate, gongyuan_candidate, gongyuan_office, gongyuan_marking, gongyuan_unblinding;
grant select, insert, delete on log_pending to gongyuan_log;
grant select, insert on log_entries, log_subtrees, log_checkpoints to gongyuan_log;
grant select, update on log_head to gongyuan_log;
grant select on log_leaves, log_entries, log_subtrees, log_head, log_checkpoints to gongyuan_public, gongyuan_office;
grant select, insert, update on idempotent_answers to gongyuan_gate, gongyuan_candidate, gongyuan_office, gongyuan_marking, gongyuan_unblinding;

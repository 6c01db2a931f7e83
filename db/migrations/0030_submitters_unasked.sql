-- Who submits was found by the session a moment before, accounts are never deleted, and no role may: asking once more for each version cost a
-- seventieth of a submission. An invariant asks it of the whole.
alter table application_versions drop constraint application_versions_submitted_by_fkey;
-- Nothing looks for leaves by who acted: each act wrote into this index, and nobody read it.
drop index log_leaves_by_actor;

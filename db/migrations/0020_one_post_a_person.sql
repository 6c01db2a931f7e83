-- One post a person was a second constraint beside a key that said less.
alter table meeting_posts drop constraint meeting_posts_pkey, drop constraint one_post_a_person, add primary key (meeting_id, account_id);

-- The test city whose place somebody holds, as the draw knows it: a wish that the rooms have to fulfil. Null where there is nothing to choose.
alter table listed_candidates add column wish text;

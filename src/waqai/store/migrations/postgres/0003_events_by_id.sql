-- The primary key of events is such an index already.
select 1;

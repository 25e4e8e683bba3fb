-- Where an event happened, for the map; then what people keep: tokens, saved searches, alerts and what became of them.
alter table events add column spot text;
alter table events add column lat double precision;
alter table events add column lon double precision;
alter table events add column exactness text;
update events set
  spot = coalesce((json::jsonb #>> '{event_loc,name}'), (json::jsonb #>> '{event_loc,text}')),
  lat = cast((json::jsonb #>> '{event_loc,lat}') as double precision),
  lon = cast((json::jsonb #>> '{event_loc,lon}') as double precision),
  exactness = (json::jsonb #>> '{event_loc,precision}');

create table tokens (
  id text primary key, name text not null, role text not null, digest text not null,
  made timestamp not null, revoked timestamp
);

create table searches (id text primary key, owner text not null, name text not null, query text not null, made text not null);

create table alerts (
  id text primary key, owner text not null, kind text not null, made timestamp not null, json text not null
);

create table notices (
  id text primary key, alert text not null, owner text not null, arrived timestamp not null, seen boolean not null,
  json text not null
);

create table deliveries (
  id text primary key, notice text not null, alert text not null, kind text not null, target text not null,
  tries integer not null, due timestamp not null, done timestamp, error text
);

create table marks (name text primary key, value text not null);

create index events_by_updated on events (updated, id);
create index deliveries_by_due on deliveries (due) where done is null;

-- Where an event happened, for the map; then what people keep: tokens, saved searches, alerts and what became of them.
alter table events add column spot text;
alter table events add column lat double;
alter table events add column lon double;
alter table events add column exactness text;
update events set
  spot = coalesce(json_extract_string(json, '$.event_loc.name'), json_extract_string(json, '$.event_loc.text')),
  lat = cast(json_extract_string(json, '$.event_loc.lat') as double),
  lon = cast(json_extract_string(json, '$.event_loc.lon') as double),
  exactness = json_extract_string(json, '$.event_loc.precision');

create table tokens (
  id text not null, name text not null, role text not null, digest text not null,
  made timestamp not null, revoked timestamp
);

create table searches (id text not null, owner text not null, name text not null, query text not null, made text not null);

create table alerts (
  id text not null, owner text not null, kind text not null, made timestamp not null, json text not null
);

create table notices (
  id text not null, alert text not null, owner text not null, arrived timestamp not null, seen boolean not null,
  json text not null
);

create table deliveries (
  id text not null, notice text not null, alert text not null, kind text not null, target text not null,
  tries integer not null, due timestamp not null, done timestamp, error text
);

create table marks (name text not null, value text not null);

-- The tables of a DuckDB store, with the keys and indexes that several writers and many readers need.
create table runs (
  id integer primary key, command text not null, program text not null, codebook text not null,
  started timestamp not null, finished timestamp, articles integer not null, records integer not null
);

create table articles (
  id text primary key, url text, title text, text text, published date, publisher text, language text,
  digest text not null, characters integer not null, coder text not null, codebook text not null,
  added timestamp not null, updated timestamp not null, run integer not null
);

create table records (
  id text primary key, article text not null, date date, enddate date, event text not null, modes text[] not null,
  cameo text, quad integer not null, scale double precision not null, actors text[] not null, targets text[] not null,
  place text, country text, status text not null, publisher text, published date, rule text not null,
  quote text not null, lemmas text not null, run integer not null, telling bytea not null, json text not null
);

create table events (
  id text primary key, date date, enddate date, event text not null, modes text[] not null, cameo text,
  quad integer not null, scale double precision not null, actors text[] not null, targets text[] not null,
  places text[] not null, status text not null, publishers text[] not null, confirmed_by integer not null,
  tellings integer not null, undated integer not null, first_told date, last_told date, lemmas text not null,
  updated timestamp not null, act bytea not null, json text not null
);

create table mentions (
  event text not null, record text not null, article text not null, publisher text, published date,
  status text not null, date date, voice text not null, copy_of text, denies boolean not null
);

create table keys (record text not null, key bigint not null);

create table links (a text not null, b text not null, score double precision not null);

create table judgements (
  id text primary key, verdict text not null, ids text[] not null, said text not null, json text not null
);

create table tombstones (
  id text not null, kind text not null, survivor text, died timestamp not null, primary key (id, kind)
);

create index articles_by_url on articles (url);
create index records_by_article on records (article);
create index events_by_date on events (date, id);
create index events_by_told on events (first_told);
create index events_by_actors on events using gin (actors);
create index events_by_targets on events using gin (targets);
create index events_by_lemmas on events using gin (to_tsvector('simple', lemmas));
create index mentions_by_event on mentions (event);
create unique index mentions_by_record on mentions (record);
create index mentions_by_article on mentions (article);
create index keys_by_key on keys (key);
create index keys_by_record on keys (record);
create index links_by_a on links (a);
create index links_by_b on links (b);

-- What is wide stands apart from what is searched.
alter table records set (toast_tuple_target = 256);
alter table events set (toast_tuple_target = 256);

-- Hardly a key: a file has one writer, who makes sure in the transaction of what keys would make sure.
create table runs (
  id integer not null, command text not null, program text not null, codebook text not null,
  started timestamp not null, finished timestamp, articles integer not null, records integer not null
);

create table articles (
  id text primary key, url text, title text, text text, published date, publisher text, language text,
  digest text not null, characters integer not null, coder text not null, codebook text not null,
  added timestamp not null, updated timestamp not null, run integer not null
);

create table records (
  id text not null, article text not null, date date, enddate date, event text not null, modes text[] not null,
  cameo text, quad integer not null, scale double not null, actors text[] not null, targets text[] not null,
  place text, country text, status text not null, publisher text, published date, rule text not null,
  quote text not null, lemmas text not null, run integer not null, telling blob not null, json text not null
);

create table events (
  id text not null, date date, enddate date, event text not null, modes text[] not null, cameo text,
  quad integer not null, scale double not null, actors text[] not null, targets text[] not null,
  places text[] not null, status text not null, publishers text[] not null, confirmed_by integer not null,
  tellings integer not null, undated integer not null, first_told date, last_told date, lemmas text not null,
  updated timestamp not null, act blob not null, json text not null
);

create table mentions (
  event text not null, record text not null, article text not null, publisher text, published date,
  status text not null, date date, voice text not null, copy_of text, denies boolean not null
);

create table keys (record text not null, key bigint not null);

create table links (a text not null, b text not null, score double not null);

create table judgements (
  id text not null, verdict text not null, ids text[] not null, said text not null, json text not null
);

create table tombstones (
  id text not null, kind text not null, survivor text, died timestamp not null
);

"""What a store holds, without what depends on when and in which run it was written."""

PASSING = {"added", "updated", "run", "died", "started", "finished"}
COMPARED = ("articles", "records", "events", "mentions", "keys", "links")


def snapshot(store):
    """Every row of every table that says something about the world, sorted."""
    from waqai.store.tables import TABLES

    found = {}
    for table in COMPARED:
        columns = ", ".join(f'"{column}"' for column in TABLES[table] if column not in PASSING)
        rows = store._db.query(f"select {columns} from {table}")
        found[table] = sorted(rows, key=repr)
    return found


def check_whole(store):
    """Nothing stands twice, nothing hangs in the air."""
    for table, key in (("articles", "id"), ("records", "id"), ("events", "id"), ("mentions", "record")):
        assert store._db.query(f"select {key} from {table} group by 1 having count(*) > 1") == [], table
    for child, column, parent in (
        ("records", "article", "articles"),
        ("mentions", "record", "records"),
        ("mentions", "event", "events"),
        ("keys", "record", "records"),
        ("links", "a", "records"),
        ("links", "b", "records"),
    ):
        sql = f"select {column} from {child} where {column} not in (select id from {parent})"
        assert store._db.query(sql) == [], (child, column)
    assert store._db.query("select id from events where id not in (select event from mentions)") == []
    assert store._db.query("select id from records where id not in (select record from mentions)") == []

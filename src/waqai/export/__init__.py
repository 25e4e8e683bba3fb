"""Writers: one file a format, each turns a record into what the format wants."""

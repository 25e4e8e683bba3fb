"""Readers: files, folders and stdin become `Article`s; what cannot be read becomes an error, and the rest goes on."""

"""The library and the personal data on SQLite: small stores above one database module."""

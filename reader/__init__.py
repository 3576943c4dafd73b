"""案头: an offline desk reader for Chinese reference texts."""

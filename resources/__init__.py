"""Data only: starter library, outlines, palettes, icons, translations, style sheets."""

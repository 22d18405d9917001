"""Widgets without domain words."""

"""Proof that a store is whole."""

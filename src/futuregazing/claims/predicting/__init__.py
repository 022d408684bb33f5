"""Predictions before their evidence: what decides each, its hash, and how one is entered."""

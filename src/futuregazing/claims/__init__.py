"""Numbers that know what they are, and the rules they refuse to break."""

"""Where notices and spend files come from: downloading them politely and freezing a snapshot."""

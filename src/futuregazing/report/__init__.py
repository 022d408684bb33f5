"""Running the sections, assembling them into one document, writing it as page and PDF."""

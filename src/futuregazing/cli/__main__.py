"""`python -m futuregazing.cli`."""

from futuregazing.cli import main

main()

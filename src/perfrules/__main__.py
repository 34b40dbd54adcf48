"""`python -m perfrules` is the command `perfrules`."""

from perfrules.cli import main

if __name__ == "__main__":
    main()

"""`python -m throughcare` is the command `throughcare`."""

from throughcare.cli import main

if __name__ == "__main__":
    main()

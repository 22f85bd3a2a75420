"""One module per kind of file: each checks the bytes it is given and returns their text."""

"""Django's SQLite, where writers have turns."""

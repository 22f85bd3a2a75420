"""What is asked about the installation as a whole."""

"""What a post is told, without names or content."""

"""Cover: a colleague of the same agency and role holds chosen seats for some time, in one act."""

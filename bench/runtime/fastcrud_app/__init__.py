"""The peer: the same API with FastCRUD."""

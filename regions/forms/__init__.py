"""How things are asked: check and shape input, never save."""

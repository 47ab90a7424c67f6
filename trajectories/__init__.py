"""One person's road, from registration to completion."""

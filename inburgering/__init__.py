"""How the product starts, and what all apps share. Importing this package loads nothing: rules must not load Django."""

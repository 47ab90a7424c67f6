"""Lists that come in as an Excel file: reading the file, weighing each row, and writing back what is wrong."""

"""What buying together costs and asks, as plain Python: choices and numbers in, results with every step out."""

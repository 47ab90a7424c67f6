"""What is true of answers, opinions and subregions without a computer. Pure Python: no framework, no numpy, no I/O."""

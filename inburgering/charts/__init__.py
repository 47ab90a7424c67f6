"""Charts: numbers in, SVG out. The same figure stands on the page, on the beamer and in the PDF."""

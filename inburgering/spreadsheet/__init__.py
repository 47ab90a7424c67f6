"""Excel in and out: reading a file that is not trusted, asking for one, and writing text that stays text.

Words: Sheet, Row, Column, WrongFile. Others may use: reading, streaming, form, writing.
"""

"""Dutch dates as people read them; Django's own nl formats give 15:23 and 20-1-2009."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
TIME_FORMAT = "G.i \\u\\u\\r"
DATETIME_FORMAT = "j F Y, G.i \\u\\u\\r"
SHORT_DATETIME_FORMAT = "j M Y, G.i \\u\\u\\r"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
DATE_INPUT_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%d/%m/%y", "%d%m%Y"]

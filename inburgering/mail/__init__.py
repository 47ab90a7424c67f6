"""Messages to people: written by an act, sent afterwards, at most once.

The row is the truth; a mail server that is away costs time, never a message. Words: Message, occasion.
Others may use: models, write.
"""

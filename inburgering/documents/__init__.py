"""Documents that never change once issued, and links that open one of them for one addressee.

Words: Document, ShareLink. Others may use: models, store, pdf (for the sentence when Pango is missing).
"""

"""One person's road, from registration to completion.

Nothing is stored here yet. The app exists so that the wall does: code that buys (procurement) cannot import code that
knows people, and that is checked from the first line on.
"""

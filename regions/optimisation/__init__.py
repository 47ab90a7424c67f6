"""How a region divides best into subregions, and why.

Pure: numpy in, frozen dataclasses out; scipy only in solver and ordering. `problem` holds the facts and wishes,
`objective` says what a division costs, `solver` finds the cheapest division and proves it, `evaluation` prices a
division that people made, `explanation` says which answers bear it out, `ordering` puts alike beside alike.
"""

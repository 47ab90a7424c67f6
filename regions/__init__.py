"""Regions: who works together, what each municipality wants, and how they group.

Words: a *region* holds *municipalities* (keyed by CBS code, "GM0197"); a *work session* asks *statements*; a
municipality gives one *answer* per statement; *subregions* are the groups that a *division* of the region makes.
Knows no provider and no person. Others may use: models, rules, optimisation, reports, actions.
"""

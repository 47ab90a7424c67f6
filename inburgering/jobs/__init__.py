"""Long work that can be left and found again.

The row is the truth: state, progress, lease. The broker only hints that there is work.
Words: Job, lease, claim, sweep. Others may use: models, claim.
"""

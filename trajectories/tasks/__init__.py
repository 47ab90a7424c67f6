"""Work about trajectories that an act puts off, a module per kind."""

from trajectories.tasks import letters as letters

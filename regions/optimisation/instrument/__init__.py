"""The solver as an instrument: a problem as JSON in, everything that can be proven about its divisions as JSON out.

The fields of a problem (a field not named here is refused):

| field | what it holds | when left out |
|---|---|---|
| `units` | 1 to 25 of {`id`, `name`, `weight`, `features`}: what is divided; order does not matter | required |
| `units[].id` | text, unique | required |
| `units[].name` | text | the id |
| `units[].weight` | number >= 0, counts for `minimum_weight` only; for all units or for none | 1 |
| `units[].features` | 1 to 200 numbers, as many for each unit; used as they are: scale them first | one of three |
| `distances` | n × n, in the order of `units`, symmetric, 0 on the diagonal; the score squares them | one of three |
| `squared_distances` | the same, already squared | one of three |
| `edges` | pairs of ids that adjoin | none; required with `contiguous` |
| `drawn_edges` | pairs of ids that somebody wants to count as adjoining: a wish, with a price | none |
| `contiguous` | true: the members of a group adjoin | false |
| `k` | number of groups, or [lowest, highest] | required |
| `minimum_weight` | what the weights of every group add up to at least | 0 |
| `must_together` | lists of 2 or more ids that share one group | none |
| `must_apart` | lists of 2 or more ids of which no two share a group | none |
| `alternatives` | how many next best divisions are listed, 0 to 100 | 5 |

The score of a group is the sum of the squared distances between its members, divided by how many they are; with
features this is exactly the sum of squares within the group. The score of a division is the sum over its groups.

`problem_file` reads, `outcome` runs, `counting` counts divisions, `conflicts` finds what cannot go together, `bound`
says how far from proven an unfinished search is.
"""

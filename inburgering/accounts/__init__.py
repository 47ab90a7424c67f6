"""Who people are, for whom they work, what they may do, and who is asking now.

Words: Organisation (the tenant), User, Membership, Share, Role, Permission, context.
Others may use: models, roles, context.
"""

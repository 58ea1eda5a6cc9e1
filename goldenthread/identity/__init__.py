"""People, their posts and roles, how they sign in, and in whose name they act.

Words of this app: person (who may have no account), account, post, holding,
role, scope, delegation, invitation. Boards and committees stand in ``bodies``.
"""

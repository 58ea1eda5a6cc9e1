"""The improvement plan: priorities, aims, actions, measures, evidence and ratings.

Words of this app: plan, priority, aim (or recommendation), action, measure,
milestone, update, evidence, rating. What asks for improvement stands in
``sources``; rounds and boards stand above and are not known here.
"""

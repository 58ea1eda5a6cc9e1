"""How every page looks: the base page, its parts, style sheets and a few small scripts.

This app knows no domain. It draws what it is given: a rating is a shape, a
word and a colour; a thread is a list of stages; a form is labels, help and
errors. Every part stands in ``templates/design/components`` under a comment
that lists its variables, and every part is shown in every state at
``/design/``. What is not there does not exist yet: add it there first.

Words of this app: paper, ink and thread (the three ideas), part (a template
that draws one thing), mark (a rating as it is drawn), stage (a knot on the
thread), kept (saved as a draft while somebody types).
"""

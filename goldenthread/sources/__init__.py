"""What asks for improvement: inspections, audits, reviews, surveys, strategies, and the findings of each.

Everything that asks for improvement, wherever it comes from, enters as a
finding of a source. That is what makes "you said, we did" answerable.
"""

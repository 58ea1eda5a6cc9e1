"""Cover reports: drafted from a closed round, finished by their author, cleared by named people, issued as documents.

Words: report, section, fact, version, clearance, remark, explanation. A figure
in a report is a fact, a query on a closed round shown as a number with its list
behind it. What was cleared is a version with a hash; what was issued is sealed.
Whether a report stands on an agenda, or is public, is known further up.
"""

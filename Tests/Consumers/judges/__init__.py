"""The real tools that judge what Backstay generates.

Every judge takes text or a path and returns its findings, a list of sentences: an empty list is approval.
"""

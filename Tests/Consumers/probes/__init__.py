"""The real tools that judge what Backstay generates, and programs of ours that answer questions.

Every `judge` takes text or a path and returns its findings, a list of sentences: an empty list is approval.
"""

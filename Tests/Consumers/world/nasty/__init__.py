"""Strings that trip readers up, put into each field of a policy that takes free text, and looked for in what is generated."""

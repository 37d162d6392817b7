"""Proof of publication (公示证明): what each screen painted, when and for how long, what was
missing and why, and the paper that says so at the end of a period.
"""

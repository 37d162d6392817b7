"""The hall's screens: what each is for, where it hangs, from how far it is read, and whether it
is there.
"""

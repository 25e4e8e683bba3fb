"""The facts: how a language says things, what the codebook asks for, who and what there is in the world.

`load_pack()` reads the data folders beside this file, checks their form and compiles them for look-up.
"""

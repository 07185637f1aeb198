"""Language trees that stay beside each other.

Whichever door a page comes through, what follows from it in other languages is done as one of the
last words of the same transaction: aliases in languages that are synchronised from its own, and
for its aliases and translations, its slug, its place, and its end. It is the system's act: whoever
moves an English page needs no French rights.

    noticing   signals note what happened          aliases   new pages appear in other languages
    following  acts on it before the commit        names     slugs and titles of aliases
    kin        who follows whom                    places    where pages stand
                                                   endings   what is left behind
"""

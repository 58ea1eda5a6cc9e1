"""How passwords are kept: Argon2id by the second recommended option of its standard.

Django's own option takes 100 MiB for each sign-in, more than all of a serving
process. This one takes 64 MiB and goes over them three times instead of twice,
which costs whoever guesses as much. A password kept by the other is accepted
and kept anew at the next sign-in.

Source: RFC 9106, "Argon2 Memory-Hard Function for Password Hashing and
Proof-of-Work Applications", section 4, "Parameter Choice".
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with three passes over 64 MiB in four lanes."""

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 4

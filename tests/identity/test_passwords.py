"""How passwords are kept: as the standard recommends, and no worse than what was kept before."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from goldenthread.identity.passwords import Argon2

PASSWORD = "a heron stands in the lock"


def test_a_password_is_kept_by_the_recommended_option_of_the_standard():
    kept = Argon2().encode(PASSWORD, Argon2().salt())
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in kept
    assert Argon2().verify(PASSWORD, kept)
    assert not Argon2().verify(PASSWORD + "s", kept)
    assert not Argon2().must_update(kept)


def test_a_password_kept_with_other_costs_is_accepted_and_kept_anew():
    before = Argon2PasswordHasher().encode(PASSWORD, Argon2PasswordHasher().salt())
    assert Argon2().verify(PASSWORD, before)
    assert Argon2().must_update(before)


def test_a_sign_in_takes_less_memory_and_goes_over_it_more_often_than_the_default():
    assert Argon2.memory_cost < Argon2PasswordHasher.memory_cost
    assert Argon2.memory_cost * Argon2.time_cost >= 0.9 * Argon2PasswordHasher.memory_cost * (
        Argon2PasswordHasher.time_cost
    )

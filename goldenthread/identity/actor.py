"""Who acts: the person at the keyboard and, where they act for somebody else, whose rights they use.

Every command takes an actor and enters both names in the ledger.
"""

from dataclasses import dataclass

from goldenthread.identity.models import Person


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who acts, for themself or for the person who gave them leave."""

    person: Person
    behalf_of: Person | None = None

    @property
    def acting(self) -> Person:
        """Whose rights count."""
        return self.behalf_of or self.person

    @property
    def key(self) -> str:
        """The key of the person at the keyboard."""
        return self.person.key

    @property
    def for_key(self) -> str:
        """The key of the person acted for; blank where there is none."""
        return self.behalf_of.key if self.behalf_of else ""

    @property
    def people(self) -> frozenset[int]:
        """Both persons, for rules that keep two duties apart."""
        return frozenset({self.person.pk, self.acting.pk})

    @property
    def is_system(self) -> bool:
        """Whether a named system person acts: a job, an import, or a command at the machine itself."""
        return self.person.is_system and self.behalf_of is None

    def __str__(self) -> str:
        return f"{self.person} for {self.behalf_of}" if self.behalf_of else str(self.person)


def system(key: str, name: str) -> Actor:
    """A named system person, for jobs and imports: there is no "no user, no check".

    ``key`` is, for instance, ``import-desk``; the person's key is then ``system-import-desk``.
    """
    person, _ = Person.objects.get_or_create(key=f"system-{key}", defaults={"name": name, "is_system": True})
    return Actor(person)

"""Whom papers mean by initials, names and posts: the glossary, asked for once.

A text stands for somebody where the glossary says so, or where it is the full name of one person or the title of one
post. Initials alone stand for nobody: a lead reads and writes the plan, and two letters are too little to give anybody
that. Whose initials they are is offered on the review page, where somebody says so once.

Source: the plan of 2 May 2018, which prints initials in two columns of 114 rows and explains none of them; the front
glossary "initials and designation" of a written statement of action that does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify

from goldenthread.identity.models import KnownAs, Person, Post
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.leads import short_name
from goldenthread.plan.models import ActionLead, Plan
from goldenthread.plan.reading.people import is_initials
from goldenthread.sources.commands import free_key

Lead = Person | Post
SOMEBODY, NEW_SOMEBODY, POST, NEW_POST = "person", "new", "post", "newpost"
_INITIALS, _NAME, _TEXT, _TITLE = 12, 200, 120, 200


def fold(text: str) -> str:
    """A name as it is looked up: spaces joined, capitals ignored."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everybody a paper can mean, by folded text."""

    leads: Mapping[str, Lead]
    initials: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)

    def settled(self, text: str) -> Lead | None:
        """Whom the text stands for beyond doubt: what a paper is taken with, unseen."""
        return self.leads.get(fold(text))

    def suggest(self, text: str) -> tuple[Person, ...]:
        """Whose initials a text is."""
        return self.initials.get(fold(text), ())

    def find(self, text: str) -> Lead | None:
        """Whom the text stands for, or else the one person whose initials it is.

        For a page that shows whom it found before anything is written.
        """
        suggested = self.suggest(text)
        return self.settled(text) or (suggested[0] if len(suggested) == 1 else None)


def read_glossary(plan: Plan | None = None) -> Glossary:
    """The glossary as it stands, and how a plan prints its own leads, who are no strangers to its papers.

    What could mean two people means nobody until somebody says who.
    """
    found: dict[str, Lead] = {}
    if plan is not None:
        _add_unless_doubtful(found, own_leads(plan))
    people = list(Person.objects.working())
    posts = list(Post.objects.filter(ended_on=None))
    _add_unless_doubtful(found, ((post.title, post) for post in posts))
    _add_unless_doubtful(found, ((person.name, person) for person in people))
    for known in KnownAs.objects.select_related("person", "post"):
        found[fold(known.text)] = known.person or known.post  # type: ignore[assignment]
    initials: dict[str, tuple[Person, ...]] = {}
    for person in people:
        if person.initials:
            initials[fold(person.initials)] = (*initials.get(fold(person.initials), ()), person)
    return Glossary(found, initials)


def own_leads(plan: Plan) -> list[tuple[str, Lead]]:
    """The leads and senior leads of a plan, each with the text that stands for them in its narrow columns."""
    leads = ActionLead.objects.filter(action__plan=plan).select_related("person", "post")
    found = {lead.person or lead.post for lead in leads}
    found |= set(Person.objects.filter(actions_overseen__plan=plan))
    return [(short_name(lead), lead) for lead in found if lead is not None]


def _add_unless_doubtful(found: dict[str, Lead], pairs: Iterable[tuple[str, Lead]]) -> None:
    seen: dict[str, Lead | None] = {}
    for text, lead in pairs:
        seen[fold(text)] = None if fold(text) in seen else lead
    found.update({text: lead for text, lead in seen.items() if lead is not None})


@dataclass(slots=True)
class Named:
    """Whom each text of one paper stands for, and what had to be made for that: keys of people and posts, texts."""

    leads: dict[str, Lead] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    known_as: list[str] = field(default_factory=list)

    def find(self, text: str) -> Lead | None:
        """Whom the text stands for."""
        return self.leads.get(text)


def check_answer(answer: str) -> None:
    """Refuse an answer to "who is RG?" that names nobody."""
    kind, _, value = answer.partition(":")
    if kind in (NEW_SOMEBODY, NEW_POST):
        if not value.strip():
            raise RuleBroken("Write the name, or leave the choice open.")
    elif kind == SOMEBODY:
        if not Person.objects.working().filter(key=value).exists():
            raise RuleBroken("Choose somebody from the list.")
    elif kind != POST or not Post.objects.filter(key=value, ended_on=None).exists():
        raise RuleBroken("Choose a post from the list.")


def name_everybody(
    texts: Iterable[str], *, answers: Mapping[str, str], printed: Mapping[str, str], plan: Plan | None = None
) -> Named:
    """Find or make whoever each text stands for, so that nobody is lost: a part of taking a paper.

    An answer given for this paper counts first, then the glossary and the leads of the plan it is the next version of,
    then what the paper itself prints (``printed``).
    Whoever is still unknown becomes a person without an account who bears the text as a name, and can be renamed
    later. What is settled here is kept in the glossary and not asked again.
    """
    glossary = read_glossary(plan)
    named = Named()
    wanted: dict[str, tuple[str, str]] = {}
    for text in texts:
        answer = answers.get(text, "")
        known = None if answer else glossary.settled(text)
        if known is not None:
            named.leads[text] = known
        else:
            wanted[text] = _meant(text, answer, printed.get(text, ""))
    if wanted:
        _make(named, wanted, glossary)
    return named


def _meant(text: str, answer: str, printed: str) -> tuple[str, str]:
    kind, _, value = answer.partition(":")
    return (kind, value.strip()) if kind else (NEW_SOMEBODY, printed.strip() or text)


def _make(named: Named, wanted: Mapping[str, tuple[str, str]], glossary: Glossary) -> None:
    people = {person.key: person for person in Person.objects.all()}
    posts = {post.key: post for post in Post.objects.all()}
    for text, (kind, value) in wanted.items():
        if kind == SOMEBODY:
            named.leads[text] = people[value]
        elif kind == POST:
            named.leads[text] = posts[value]
        elif kind == NEW_POST:
            named.leads[text] = _post(value, posts, named)
        else:
            known = glossary.settled(value) or _made_already(named, people, value)
            named.leads[text] = known or _person(text, value, people, named)
    Person.objects.bulk_create([people[key] for key in named.people])
    Post.objects.bulk_create([posts[key] for key in named.posts])
    taken = {fold(text) for text in KnownAs.objects.values_list("text", flat=True)}
    fresh = [text for text in wanted if len(text) <= _TEXT and fold(text) not in taken]
    KnownAs.objects.bulk_create(
        KnownAs(
            text=text,
            person=lead if isinstance(lead, Person) else None,
            post=lead if isinstance(lead, Post) else None,
        )
        for text in fresh
        for lead in (named.leads[text],)
    )
    named.known_as = fresh


def _made_already(named: Named, people: Mapping[str, Person], name: str) -> Person | None:
    """Two texts of one paper may be answered with the same new name: that is one person."""
    return next((people[key] for key in named.people if fold(people[key].name) == fold(name)), None)


def _person(text: str, name: str, people: dict[str, Person], named: Named) -> Person:
    key = free_key(slugify(name) or "person", set(people))
    initials = text if is_initials(text) and len(text) <= _INITIALS else ""
    people[key] = Person(key=key, name=" ".join(name.split())[:_NAME], initials=initials)
    named.people.append(key)
    return people[key]


def _post(title: str, posts: dict[str, Post], named: Named) -> Post:
    for post in posts.values():
        if fold(post.title) == fold(title):
            return post
    key = free_key(slugify(title) or "post", set(posts))
    posts[key] = Post(key=key, title=" ".join(title.split())[:_TITLE])
    named.posts.append(key)
    return posts[key]

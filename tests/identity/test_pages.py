"""The pages of people, posts and leave, walked through as their readers do."""

from datetime import timedelta

from django.utils import timezone

from goldenthread.identity.commands.people import change_person
from goldenthread.identity.models import Account, Delegation, Person, Post
from goldenthread.ledger.models import Entry
from tests.cast import by, make_person, make_post, make_scope

TODAY = timezone.localdate


def test_an_administrator_adds_invites_and_gives_a_role(page, cast):
    scope = make_scope()
    page.sign_in(cast.administrator)
    form = page.get("/people/add/")
    person = page.follow(page.send(form, {"name": "Owen Pascoe", "email": "owen@council.example"}))
    assert person.heading == "Owen Pascoe"
    assert "The person is added." in person
    shown = page.follow(page.send(page.get("/people/owen-pascoe/invite/")))
    link = shown.all("//main//textarea[@readonly]/text()")[0]
    assert link.startswith("http://localhost:8000/welcome/")
    assert page.get("/people/owen-pascoe/link/", status=302).location == "/people/owen-pascoe/"
    page.send(page.get("/people/owen-pascoe/roles/give/"), {"role": "service manager", "scope": scope.pk})
    person = page.get("/people/owen-pascoe/")
    assert "Service manager, Service Improvement Plan, from" in person
    end = page.get(person.links()["End it: Service manager"])
    page.send(end)
    assert "to " in page.get("/people/owen-pascoe/").text
    entered = list(Entry.objects.order_by("number").values_list("what", flat=True))
    assert entered == [
        "identity.person_added",
        "identity.person_invited",
        "identity.role_given",
        "identity.role_ended",
    ]


def test_the_list_finds_people_by_name_initials_job_and_what_papers_say(page, cast):
    page.sign_in(cast.lead_officer)
    everybody = page.get("/people/")
    assert "Bridie Tolland" in everybody
    for words in ("okafor", "NO", "quality assurance manager", "nell okafor"):
        found = page.get("/people/", {"q": words}).all("//main//tbody//th")
        assert [one.text_content().strip() for one in found] == ["Nell Okafor"], words
    assert "Nobody is called that" in page.get("/people/", {"q": "zzz"})


def test_those_who_left_are_found_when_asked_for(page, cast):
    make_person("Gone Before", is_active=False, left_on=TODAY())
    page.sign_in(cast.director)
    assert "Gone Before" not in page.get("/people/")
    assert "Gone Before" in page.get("/people/", {"left": "yes"})


def test_the_list_of_people_costs_the_same_however_many_there_are(page, cast):
    page.sign_in(cast.administrator)
    few = page.cost("/people/")
    post = make_post("Head of Safeguarding", holder=cast.clerk)
    for number in range(60):
        make_person(f"Zoe Number{number}", account=number % 2 == 0)
    make_post("Head of Fostering", holder=cast.lead_officer)
    assert page.cost("/people/") == few
    shown = page.get("/people/")
    assert len(shown.all("//main//tbody/tr")) == 50
    assert post.title in shown
    assert "1 to 50 of 72 people" in shown


def test_roles_and_leave_show_to_whom_they_concern(page, cast):
    for part, sees in (("administrator", True), ("auditor", True), ("lead_officer", True), ("director", False)):
        page.sign_in(getattr(cast, part))
        assert ("Roles" in [h.text_content() for h in page.get("/people/ruth-amadi/").all("//h2")]) is sees, part


def test_a_person_from_another_tab_meets_both_texts(page, cast):
    page.sign_in(cast.administrator)
    form = page.get("/people/ruth-amadi/change/")
    change_person(
        person=cast.lead_officer,
        values={"job_title": "Team manager, Duty"},
        by=by(make_person("Second Admin", roles=["administrator"])),
    )
    conflict = page.send(form, {"job_title": "Team leader", "telephone": "01632 960001"}, status=422)
    assert "Second Admin saved this while you were writing" in conflict
    assert [quote.text_content() for quote in conflict.all("//blockquote")] == [
        "Team [only here: manager, Duty]",
        "Team [only here: leader]",
        "Nothing.",
        "[only here: 01632 960001]",
    ]
    assert conflict.values()["job_title"] == "Team leader"
    page.send(conflict, {"job_title": "Team leader, Duty"})
    ruth = Person.objects.get(key="ruth-amadi")
    assert (ruth.job_title, ruth.telephone) == ("Team leader, Duty", "01632 960001")


def test_people_change_their_own_details_and_not_those_of_others(page, cast):
    page.sign_in(cast.lead_officer)
    page.send(page.get("/people/ruth-amadi/change/"), {"telephone": "01632 960001"})
    assert "01632 960001" in page.get("/people/ruth-amadi/")
    assert "Only an administrator" in page.get("/people/piers-halloran/change/", status=403)
    assert "Only an administrator" in page.post("/people/piers-halloran/change/", {"name": "X"}, status=403)


def test_pages_that_change_accounts_are_there_for_administrators_alone(page, cast):
    paths = ("invite", "new-password", "disable", "enable", "sign-out", "roles/give", "link")
    for part in ("lead_officer", "service_manager", "director", "auditor", "monitoring_officer", "nobody"):
        page.sign_in(getattr(cast, part))
        for path in paths:
            page.get(f"/people/ruth-amadi/{path}/", status=404)
            page.post(f"/people/ruth-amadi/{path}/", {}, status=404)


def test_an_account_is_disabled_and_opened_again(page, cast):
    page.sign_in(cast.administrator)
    page.send(page.get("/people/ruth-amadi/disable/"), {"why": "long leave"})
    assert "Disabled" in page.get("/people/ruth-amadi/")
    page.send(page.get("/people/ruth-amadi/enable/"))
    assert Account.objects.get(person=cast.lead_officer).is_active


def test_the_only_administrator_is_told_why_she_stays(page, cast):
    page.sign_in(cast.administrator)
    refused = page.send(page.get("/people/asha-verity/disable/"), status=422)
    assert "make another one first" in refused


def test_initials_are_matched_and_taken_out(page, cast):
    page.sign_in(cast.service_manager)
    page.send(page.get("/people/ruth-amadi/known-as/"), {"text": "R. Amadi"})
    person = page.get("/people/ruth-amadi/")
    assert "R. Amadi" in person
    page.send(person, action="forget/")
    assert "R. Amadi" not in page.get("/people/ruth-amadi/").text.replace("no longer", "").replace("“R. Amadi”", "")


def test_a_post_is_made_held_and_left(page, cast):
    page.sign_in(cast.service_manager)
    post = page.follow(page.send(page.get("/posts/add/"), {"title": "Head of Safeguarding"}))
    page.send(page.get(post.links()["Say who holds it"]), {"person": "piers-halloran", "kind": "interim"})
    post = page.get("/posts/head-of-safeguarding/")
    assert "Piers Halloran Interim" in post
    assert "Piers Halloran (interim)" in page.get("/posts/")
    refused = page.send(
        page.get(post.links()["Enter the last day of Piers Halloran"]), {"ends_on": "1 January 2001"}, status=422
    )
    assert "before the first" in refused
    page.send(refused, {"ends_on": TODAY().strftime("%d/%m/%Y")})
    assert Post.objects.get().holdings.get().ends_on == TODAY()


def test_the_list_of_posts_costs_the_same_however_many_there_are(page, cast):
    page.sign_in(cast.director)
    make_post("Head of Safeguarding", holder=cast.lead_officer)
    few = page.cost("/posts/")
    for number in range(30):
        make_post(f"Post {number}", holder=cast.lead_officer)
    assert page.cost("/posts/") == few
    assert len(page.get("/posts/").all("//main//tbody/tr")) == 31


def test_somebody_acts_for_another_and_both_names_are_seen(page, cast):
    page.sign_in(cast.director)
    days = {"starts_on": TODAY().isoformat(), "ends_on": (TODAY() + timedelta(days=5)).isoformat()}
    page.send(page.get("/account/acting/give/"), {"delegate": "tamsin-orde", "reason": "annual leave", **days})
    page.sign_in(cast.clerk)
    begin = page.get("/account/acting/")
    page.send(begin, action="begin/")
    acting = page.get("/people/")
    assert "You act for Piers Halloran" in " ".join(acting.tree.text_content().split())
    assert page.get("/record/").status == 200  # the director's right, not the clerk's
    page.post("/account/acting/stop/")
    page.get("/record/", status=404)
    page.sign_in(cast.director)
    assert "Tamsin Orde for Piers Halloran" in page.get("/record/")


def test_leave_taken_back_ends_the_acting_with_the_next_page(page, cast):
    leave = Delegation.objects.create(
        person=cast.director, delegate=cast.clerk, starts_on=TODAY(), ends_on=TODAY(), reason="leave"
    )
    page.sign_in(cast.clerk)
    page.post("/account/acting/begin/", {"leave": leave.pk})
    page.get("/record/")
    Delegation.objects.update(ended_at=timezone.now())
    page.get("/record/", status=404)


def test_nobody_uses_or_takes_back_the_leave_of_others(page, cast):
    leave = Delegation.objects.create(
        person=cast.director, delegate=cast.clerk, starts_on=TODAY(), ends_on=TODAY(), reason="leave"
    )
    page.sign_in(cast.lead_officer)
    page.post("/account/acting/begin/", {"leave": leave.pk}, status=404)
    page.post("/account/acting/take-back/", {"leave": leave.pk}, status=404)
    page.post("/account/acting/take-back/", {"leave": "x"}, status=404)
    page.sign_in(cast.clerk)
    assert page.post("/account/acting/take-back/", {"leave": leave.pk}).location == "/people/piers-halloran/"
    leave.refresh_from_db()
    assert leave.ended_at is None
    page.sign_in(cast.administrator)
    page.post("/account/acting/begin/", {"leave": leave.pk})
    page.get("/people/ruth-amadi/roles/give/")


def test_an_administrator_gives_leave_for_another(page, cast):
    page.sign_in(cast.administrator)
    form = page.get("/people/piers-halloran/leave/")
    page.send(form, {"delegate": "tamsin-orde", "ends_on": TODAY().isoformat(), "reason": "sick leave"})
    assert "Tamsin Orde may act for Piers Halloran" in page.get("/people/piers-halloran/")


def test_my_account_says_what_i_am_and_leads_on(page, cast):
    page.sign_in(cast.lead_officer)
    mine = page.get("/account/")
    assert "Lead officer, everywhere" in mine
    for words in ("Change my password", "Set one up", "1 place", "What I typed and did not send"):
        page.get(mine.links()[words])


def test_markup_in_a_name_stays_words(page, cast):
    page.sign_in(cast.administrator)
    nasty = '<script>alert("x")</script> & Co'
    answer = page.send(page.get("/people/add/"), {"name": nasty, "job_title": "<b>bold</b>"})
    assert page.follow(answer).heading == nasty
    assert nasty in page.get("/people/")


def test_the_page_of_somebody_without_an_address_says_what_to_do(page, cast):
    make_person("KV", account=False)
    page.sign_in(cast.service_manager)
    told = page.get("/people/kv/")
    assert "nothing can be sent to KV" in told
    assert "Ask an administrator to add it." in told
    page.sign_in(cast.administrator)
    page.send(page.get(page.get("/people/kv/").links()["Add the address"]), {"email": "kv@council.example"})
    assert "nothing can be sent" not in page.get("/people/kv/")
    page.sign_in(cast.lead_officer)
    assert "nothing can be sent" not in page.get("/people/kv/")

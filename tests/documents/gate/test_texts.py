"""Texts of the field, all invented, and what the gate says of each."""

import pytest

from tests.documents.gate.asking import told

COLLEAGUES = [
    ("RQ to confirm", "RQ to confirm"),
    ("Training is booked. RQ to confirm the date.", "RQ to confirm"),
    ("XQ to check.", "XQ to check"),
    ("Could Rita confirm the date", "Rita confirm"),
    ("CP to update.", "CP to update"),
    ("@Jane the figures are wrong", "@Jane"),
    ("Figures below @rq", "@rq"),
    ("@Tabitha see above", "@Tabitha"),
    ("Agreed as per Jane in March", "as per Jane"),
    ("per Deborah, two sessions a year", "per Deborah"),
    ("Update from CP?", "Update from CP?"),
    ("Update requested from RQ", "Update requested from RQ"),
    ("Thanks Jane, all done", "Thanks Jane"),
    ("Jane Sands visited both schools.", "Jane Sands"),
    ("The form was written by Jane.", "Jane"),
    ("Jane’s team has moved.", "Jane"),
    ("Check with Rita first.", "Check with Rita first"),
    ("May to confirm", "May to confirm"),
    ("Agreed by Ann Low, Designated Nurse, in June.", "Ann Low, Designated Nurse"),
    ("Awaited: Head of Service Ann Low", "Head of Service Ann Low"),
    ("I have asked the nurse for her view.", "I have asked"),
    ("Mrs Harker raised this with the school.", "Mrs Harker"),
    ("Jane: done", "Jane"),
    ("Briefed; Carys Low, designated nurse, checks a sample.", "Carys Low, designated nurse"),
    ("Agreed with Orla Winterbourne (the lead commissioner) in May.", "Orla Winterbourne (the lead commissioner)"),
    ("Sian Hart-Davies – team manager", "Sian Hart-Davies – team manager"),
    ("Written by Mary-Ann O’Hara.", "Mary-Ann O’Hara"),
    ("Helen Brackley visited both schools.", "Helen Brackley"),
    ("A sample was checked (Thandiwe Moyo).", "Thandiwe Moyo"),
    ("We met with Eirlys Pugh again.", "Eirlys Pugh"),
    ("Training by Paul de Groot went well.", "Paul de Groot"),
    ("Dr O’Neil-Hart raised this.", "Dr O’Neil-Hart"),
]
QUERIES = [
    ("Numbers ?? for the spring term", "??"),
    ("The date is TBC", "TBC"),
    ("The end date is tba, the lead is agreed.", "tba"),
    ("A budget of £xx was agreed.", "£xx"),
    ("Take-up was XX% in March.", "XX"),
    ("xx families took part", "xx"),
    ("The report went to [insert name of board].", "[insert name of board]"),
    ("Signed off on [date].", "[date]"),
    ("Dear {{ council_name }}", "{{ council_name }}"),
    ("Note to self: soften this.", "Note to self:"),
    ("Comment [RV1]: too long", "Comment [RV1]:"),
    ("See paragraph Error! Reference source not found.", "Error! Reference source not found."),
    ("Total #REF!", "#REF!"),
    ("Check with legal before this goes out", "Check with legal before this goes out"),
    ("The strategy (check date) was agreed.", "(check date)"),
    ("The launch (in March?) went well.", "(in March?)"),
    ("Under way. More details needed.", "More details needed"),
    ("Is there any update on this?", "Is there any update on this?"),
    ("Deleted: the old target", "Deleted:"),
    ("Name: ________", "________"),
    ("Click or tap here to enter text.", "Click or tap here to enter text."),
]
SINGLE = [
    ("One child struggled with her move.", "One child"),
    ("There was one young person who lost a placement.", "one young person"),
    ("Learning from Child A was shared with schools.", "Child A"),
    ("We wait for the review of child A for an answer", "child A"),
    ("The review of case 'B' is done.", "case 'B'"),
    ("Young Person C now lives nearby.", "Young Person C"),
    ("A lesson from family M was learned.", "family M"),
    ("Child MT was seen twice.", "Child MT"),
    ("One of our care leavers spoke at the event.", "One of our care leavers"),
    ("The only unaccompanied child in our care moved.", "The only unaccompanied child"),
    ("A sibling group of three was kept together.", "sibling group of three"),
    ("The twins were placed with an aunt.", "The twins"),
    ("A 15-year-old girl was moved twice.", "A 15-year-old girl"),
    ("A boy aged 9 was out of school for a term.", "A boy aged 9"),
    ("Sophie (14) spoke of her move.", "Sophie (14)"),
    ("1 child who lives out of area", "1 child"),
    ("The pupil at Lantern Hill Academy was excluded.", "The pupil at Lantern Hill Academy"),
    ("DOB 12/03/2014", "DOB 12/03/2014"),
]
SMALL = [
    ("2 young people remain in placement.", "2 young people"),
    ("Three care leavers are in work.", "Three care leavers"),
    ("1 child was placed out of area.", "1 child was"),
    ("We listened to two families.", "two families"),
    ("12 girls and 2 boys took part.", "2 boys"),
    ("In 4 families there was a delay.", "4 families"),
    ("11 of the 15 children had a check.", "11 of the 15 children"),
    ("3 of 40 children were late.", "3 of 40 children"),
    ("Of the 12 children, 3 were seen late.", "Of the 12 children, 3"),
    ("50% of the 4 care leavers answered.", "50% of the 4 care leavers"),
    ("67% (2 of 3) of the children were happy.", "67% (2 of 3)"),
    ("100% (7/7) of young people felt safe.", "100% (7/7)"),
    ("Care leavers in custody: 2", "Care leavers in custody: 2"),
    ("Two cases were escalated to court.", "Two cases"),
    ("In one case, the visit was late.", "one case"),
    ("Some were late (n=3) among the children seen.", "n=3"),
    ("Both boys were moved.", "Both boys"),
    ("We met two 16-year-olds.", "two 16-year-olds"),
    ("All but two of the children had a plan.", "two of the children"),
]
INITIALS = [
    ("RQ chairs the forum.", "RQ"),
    ("The form was drafted by RdM.", "RdM"),
    ("Reviewed (JS).", "JS"),
    ("CP has agreed the form.", "CP"),
    ("The group is led by XK.", "XK"),
    ("ZQ attended the forum.", "ZQ"),
]
CONTACTS = [
    ("Ring her on 07700 900123.", "07700 900123"),
    ("Tel: +44 7700 900123", "+44 7700 900123"),
    ("The office is on 020 7946 0999.", "020 7946 0999"),
    ("Write to jane.sands@quayside.example for more.", "jane.sands@quayside.example"),
    ("They moved to 12 Lantern Road in May.", "12 Lantern Road"),
    ("Flat 3, 14 Ropewalk Close", "Flat 3, 14 Ropewalk Close"),
    ("Their postcode is QY2 9ZZ.", "QY2 9ZZ"),
]
FOUND = [
    (code, text, words)
    for code, texts in (
        ("names-a-colleague", COLLEAGUES),
        ("query-left-in", QUERIES),
        ("single-child", SINGLE),
        ("small-number", SMALL),
        ("initials-unexplained", INITIALS),
        ("contact-detail", CONTACTS),
    )
    for text, words in texts
]


@pytest.mark.parametrize(("code", "text", "words"), FOUND)
def test_what_must_not_leave_unseen_is_found_in_its_place(code: str, text: str, words: str) -> None:
    assert told(text) == [(code, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [("Has this been done?", "Has this been done?"), ("Done. Who is leading this?", "Who is leading this?"),
     ("please update", "please update"), ("To follow", "To follow"), ("Can you check the figure", "Can you check")],
)  # fmt: skip
def test_a_note_that_only_asks_is_a_query(text: str, words: str) -> None:
    assert told(text, is_note=True) == [("query-left-in", words)]


@pytest.mark.parametrize(
    "text",
    # Numbers that count nobody, or many.
    ["one of the actions", "Appendix 1", "5 priorities", "two weeks", "Year 6", "Rule 4", "Part 1", "Year 6 pupils",
     "Priority 2 children and families", "within 2 weeks children are seen", "12 young people", "25 families moved",
     "1 in 5 children", "4 out of 5 children said so", "at least two children on each panel", "up to 3 children",
     "fewer than six children", "fewer than five families", "more than 5 care leavers", "groups of four children",
     "between 3 and 5 children at a time", "children aged 3 to 5", "one family at a time", "two family support workers",
     "One social worker", "two children's homes", "0 of 40 children", "20 of 40 children", "50% of the 40 children",
     "Four cases are audited each month.", "5 cases per worker", "Key stage 2 pupils", "£5 parents", "3.5 children",
     "Children looked after: 24", "Number of children: 12", "one page a year", "the first child protection conference",
     "No child waits. 2 visits a month are kept.", "section 20 children", "All 14 of 14 children were seen.",
     # Children in general.
     "each child", "every young person has a plan", "a family", "Child protection plans", "Child CP plans",
     "A young person aged 16 or 17 may stay.", "A child aged 16 can consent.", "any one child",
     "the child's voice is heard", "placements for sibling groups", "Family group conferences", "Plan B",
     "one LAC nurse", "two family therapists", "one child psychologist", "two student social workers",
     "one parent member", "both children and parents were asked",
     "When a child is 15 years old, the plan begins.", "Case A new form is used.", "care leavers aged 18 to 25",
     # Abbreviations and names of things.
     "RAG", "SMART", "DfE", "RAG and SMART ratings go to the DfE and Ofsted.", "LAC/CL Service Improvement Group",
     "CP plans are reviewed by the IRO.", "CIN and CP", "The QA framework was agreed by SLT and the LSCP.",
     "LA to lead", "THE PLAN IS TO BE READ BY ALL MEMBERS", "CiCC: well liked", "GPs and HVs attend the EH sub-group.",
     "St Jane Park Centre", "One Family Partnership Board met.", "Mina Vale leads the work.",
     "The Team Manager reviews all plans.", "Head of Service agreed.", "Virtual School Head meets schools.",
     # Months, Acts, dates.
     "January February March April May June July August September October November December",
     "In May the board met; in June it agreed.", "May 2026", "as per March's decision", "per quarter", "Will to change",
     "the Children Act 1989 and the Care Standards Act 2000", "Children and Social Work Act 2017",
     "Working Together to Safeguard Children 2023", "Part 1 of Schedule 12A of the Local Government Act 1972",
     "Regulation 44 visits", "section 47 enquiries", "01/07/2026", "2025-2026", "1.5.1", "Ofsted to confirm",
     "Health to confirm the date.", "Feedback required changes to the form.",
     # Questions and marks that may stand.
     "What did we find?", "How do children know who to ask?", "Appendix 2 - to follow in July", "[Ofsted, paragraph 8]",
     "Staff check with children that they understand.", "Workers check with each family what helps.",
     "“Please can we have more trips?” a group of children asked.", "He wrote [...] of a good year.",
     "The note was agreed.", "Comments were read by the board.",
     # Offices.
     "enquiries@quayside.example", "mina.vale@quayside.example", "Helpline 0800 123 4567", "Call 020 7946 0018.",
     "Guildhall, QY1 1AA", "0-25 service", "Schools in Mill Lane",
     # Places, bodies, programmes, months, organisations and posts.
     "We work with Tower Hamlets and with Harbour Matters.", "with Liquid Logic (Early Help)", "(Quay Street)",
     "Anna Freud Centre", "the Stephen Lawrence inquiry", "Sir John Cass Foundation School", "George Eliot Hospital",
     "Commissioned from Three Rivers Trust by West Quay", "by March Board", "with Signs Of Safety", "(Action Plan)",
     "with Councillor Helen Brackley", "Mark Scheme", "The Deputy Chairman and Chief Executive", "by Thursday March",
     "with Team Manager", "designated nurse, health visitor", "Lead Commissioner, designated nurse",
     "with Kent Wards, lead borough", "Grace Period ends", "Anna Freud’s school", "From Summer Term",
     "HB: Helen Brackley",
     "the only LAC nurse", "the first parent forum", "one of the family therapists",
     "3 Family Court hearings", "01-12-2026 10:30", "Tel: 101", ""],
)  # fmt: skip
def test_ordinary_words_raise_no_alarm(text: str) -> None:
    assert told(text) == []


def test_the_tables_hold_more_than_sixty_texts_of_every_code() -> None:
    assert len(FOUND) > 80
    assert {code for code, _, _ in FOUND} == {
        "names-a-colleague", "query-left-in", "single-child", "small-number", "initials-unexplained", "contact-detail",
    }  # fmt: skip

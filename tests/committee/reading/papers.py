"""Documents of other councils, all invented: agendas, minutes and reports as text, Word and tables, made in code."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document as WordDocument

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Cell, Document, Row, Table
from goldenthread.intake.readers.text import read_text
from goldenthread.intake.reading import read_file

PARISH_AGENDA = """\
MARSHGATE PARISH COUNCIL

To all members of the Council

You are hereby summoned to attend a meeting of the Parish Council to be held at the Village Hall, Mill Lane, Marshgate \
on Monday 12 March 2029 at 7.30 pm for the purpose of transacting the business below.

Ruth Amadi, Clerk to the Council
6 March 2029

AGENDA

1. Apologies for absence
2. Declarations of interest
3. Minutes: to sign the minutes of the meeting held on 12 February 2029
4. Planning
4.1 Barn at Fold Farm
4.2 Sign at the Swan
5. Finance: to approve payments (list attached)
6. Exclusion of the press and public
7. Lease of the pavilion
"""

DISTRICT_AGENDA = """\
Harwick District Council

Overview and Scrutiny Panel

Date of meeting: Tuesday, 3rd April 2029
Time: 6.00 p.m.
Venue: Council Chamber, Civic Centre, Harwick

Membership: Councillors Ada Birch (Chair), Tom Fern (Vice-Chair), Mo Alder, Zed Rowan-Hale and Eve Thorn

Contact: Noor Haddad, Democratic Services Officer
Tel: 01999 555 019
E-mail: noor.haddad@harwick.example

Agenda

PART I

1   Apologies for Absence
2   Declarations of Interest
3   Minutes of the Previous Meeting (Pages 5 - 12)
To agree the minutes of the meeting held on 6 February 2029.
4a  Quarter three performance (Pages 13 - 30)
Report of the Director of Place
For Discussion
4b  Complaints (Page 31)
Report by the Monitoring Officer
For Information
5   Work programme (To follow)

PART II - EXEMPT BUSINESS

6   Waste contract (Pages 33 - 40)
Report of the Director of Place
For Decision
"""

CABINET_MINUTES = """\
MINUTES of a meeting of the Cabinet held at County Hall, Aldmouth on Thursday 14 June 2029 at 10.00 am

Present: Councillors Ivy Stone (Leader), Sam Okoro (Deputy Leader), Lena Frost and Raj Mistry

Also present: Councillor Hal Quill

In attendance: Jo Penn (Chief Executive), Bea Lunt (Director of Children's Services), Cy Marr (Democratic Services)

801. APOLOGIES FOR ABSENCE
Apologies for absence were received from Councillors Kit Doyle and Una Byrne, who were at a regional meeting.

802. MINUTES
RESOLVED: That the minutes of the meeting held on 17 May 2029 be signed.

803. FOSTERING SUFFICIENCY
803.1 The Director of Children's Services introduced the report. 803.2 Councillor Frost asked about kinship carers.
The Director undertook to circulate the number of kinship carers to all members before the summer.
RESOLVED:
(1) That the strategy be adopted;
(2) That a further report be brought in December.

804. EXCLUSION OF THE PUBLIC
RESOLVED: That the public be excluded for the following items under paragraph 3 of Part 1 of Schedule 12A.

805. SALE OF LAND AT QUAY STREET
RESOLVED: That the sale be approved.

The meeting began at 10.00 am and ended at 11.25 am.

Leader of the Council
"""

TOWN_MINUTES = """\
Brackenford Town Council

Amenities Committee

Minutes of the meeting held on Wednesday 9 May 2029 at 7pm in the Corn Exchange, Market Place

Members present: Cllr Pat Weir (Chairman), Cllr Dot Shaw, Cllr Lee Combe
Officers: Gil North - Town Clerk
Apologies: Cllr Fay Munro (ill), Cllr Ned Abbot

AM/29/12 Declarations of interest
None were declared.

AM/29/13 Play area
Members considered two quotations. It was RESOLVED that the lower be accepted.
The Town Clerk agreed to report back to the Committee on the delivery date.

AM/29/14 Any other business
There was none.

Meeting closed: 8.05pm
"""

PARTS_MINUTES = """\
Seaholm City Council
Children, Schools & Families Committee
4.00pm 12 September 2029
Town Hall, Seaholm
MINUTES
Present: Councillor Orla Finn (Chair), Wes Tarn (Group Spokesperson) and Ife Bello
Other Members present: Councillor Max Tull
PART ONE
1 Procedural Business
1.1 There were no declarations of substitutes.
1.2 RESOLVED: That the press and public be excluded during the items in part two of the agenda.
2 Minutes
2.1 The minutes of the last meeting held on 13 June 2029 were approved as a correct record.
3 Public questions
Question from Mrs Peg Lowry: When will the short-break scheme open again?
Answer: The scheme opens in October.
3.1 The Committee resolved to note the questions.
4 Early help
4.1 The Assistant Director presented the report. She would write to members of the Committee with the waiting times.
4.2 RESOLVED: That the Committee notes the report and
(a) supports the new offer;
(b) asks for figures in March.
PART TWO
5 Placement costs
5.1 RESOLVED: That the report be noted.
The meeting concluded at 6.10pm
"""

WEB_PAGE = """\
Agenda and minutes

Planning Committee
Tuesday, 11th July, 2028 6.30 pm

Venue: The Guildhall, High Street

Contact: Josie Penn 01999 862 009 Email: democracy@council.example

Items
No. Item

167.

Apologies for absence

Minutes:

Apologies had been received from Councillor Ira Dixon.

168.

Declaration of interests

To receive any declarations.

Minutes:

There were none.

169.

Garage at Low Street

Additional documents:

Minutes:

RESOLVED that permission be granted.
"""

COUNTY_AGENDA = """\
CABINET

Wednesday 5th day of March 2029 at 2.00pm or at the rising of the Council, whichever is the later

Committee Room 2, Shire Hall, Hallow

AGENDA

Page Nos

1  Apologies
2  Minutes of the meeting held on 4 February 2029  3 - 8
3  Budget 2029 - 2030  9 - 40
4  Children's services improvement
5  Any other urgent business

Exempt items

6  Land at Foxley  42 - 50

For further information please contact Del Roper on 01999 555 123 or email del.roper@hallow.example

To: Members of the Cabinet: Councillors A. B. Shaw (Chairman), C Lowe, D. Van Riel and E O'Hara

P. Q. Marsh
Chief Executive
"""

FORUM_MINUTES = """\
NORTHMERE SCHOOLS FORUM
MINUTES OF THE MEETING HELD ON 12TH OCTOBER 2028 AT 4:30PM, VIA MICROSOFT TEAMS

Attendance:
Name\tRole\tPresent
Jane Rook\tPrimary headteacher (Chair)\tYes
Tom Bell\tGovernor\tYes
Kim Stow\tAcademy\tApologies

In attendance:
Ann Grey, Finance Manager
Lou Park (Clerk)

1. Welcome and apologies
The Chair welcomed all. Apologies were received from Kim Stow.
2. Budget
Q. Will the grant go on?
A. It will until 2030.
Forum members voted. AGREED: the formula.
ACTION: Ann Grey to circulate the table by 1 November.
Meeting closed at 17:45
"""

ORDINARY_MINUTES = """\
Fellside Town Council
DRAFT MINUTES of the Ordinary Meeting of the Town Council held on Monday 2nd April 2029 in the Moot Hall commencing at \
19:00
Present: Councillor J. Holt (Mayor, in the Chair); Councillors: P. Raine, S. Airey, and T. Dent.
Also in attendance: The Clerk, District Councillor M. Slee and 4 members of the public.
24/101 APOLOGIES
Apologies were accepted from Cllr. V. Moss (holiday) and Cllr W. Nixon (work).
24/102 PUBLIC PARTICIPATION
A resident asked about the bins. The Clerk will write to the District Council and report back at the next meeting.
24/103 PLANNING
a) 3 Mill Row - porch. It was resolved to support.
b) Fell View - barn. It was proposed by Cllr Airey, seconded by Cllr Dent and RESOLVED to object.
24/104 TO EXCLUDE THE PRESS AND PUBLIC
Resolved to exclude the public.
24/105 STAFFING
Resolved: that the pay award be made.
There being no further business the Mayor closed the meeting at 20:55.
Signed ..................... Date ..............
"""

QUESTIONS_PACK_REPORT = """\
REPORT TO: Corporate Parenting Board
DATE: 4 October 2029
TITLE: Care leavers' housing
REPORT BY: Director of Housing
AUTHOR: Ola Reed, Housing Manager
PURPOSE: For Decision

Summary

This report asks for a joint protocol.

Recommendations

Members are asked to approve the protocol.

Appendices

Appendix A - The protocol
"""


def text(words: str, name: str = "paper.txt") -> Document:
    """The document in a text."""
    return Document(name, "txt", read_text(words.encode(), Allowance()))


def table(*rows: Sequence[str], name: str = "agenda.csv") -> Document:
    """A document of one table, as CSV and Excel give it."""
    read = tuple(Row(f"row {number}", tuple(map(Cell, row))) for number, row in enumerate(rows, 1))
    return Document(name, "csv", (Table("row 1", read),))


class Word:
    """A Word document that is written from top to bottom."""

    def __init__(self) -> None:
        self._document = WordDocument()

    def text(self, *paragraphs: str) -> "Word":
        for paragraph in paragraphs:
            self._document.add_paragraph(paragraph)
        return self

    def bold(self, words: str) -> "Word":
        self._document.add_paragraph().add_run(words).bold = True
        return self

    def heading(self, words: str, level: int = 1) -> "Word":
        self._document.add_heading(words, level)
        return self

    def listed(self, *items: str, style: str = "List Number") -> "Word":
        for item in items:
            self._document.add_paragraph(item, style=style)
        return self

    def table(self, *rows: Sequence[str]) -> "Word":
        made = self._document.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, words in zip(row.cells, texts, strict=False):
                cell.text = words
        return self

    def read(self, folder: Path) -> Document:
        path = folder / "paper.docx"
        self._document.save(str(path))
        return read_file(path, path.name)

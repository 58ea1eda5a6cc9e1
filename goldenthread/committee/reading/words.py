"""The words by which agendas, minutes and reports are known: labels, headings and formulae, with their synonyms.

Sources: the pack of 2 May 2018 and the formulae in it; the commonest forms of other councils' agendas and minutes:
parish and district agendas with a summons, agendas printed from committee systems, minutes with numbered paragraphs.
"""

import re

BODY = re.compile(
    r"(?i)\b(?:committees?|sub-?committees?|boards?|cabinet|panels?|forums?|commissions?|executive|council|assembly|"
    r"partnership|working (?:group|party)|task (?:and finish )?group|court|trustees|governors|authority)\b"
)
COMMITTEE = re.compile(
    r"(?i)\b(?:(?:sub-?)?committee|board|cabinet|panel|forum|commission|working (?:group|party)|partnership)\b"
)
SURE_BODY = re.compile(
    r"(?i)\b(?:committee|sub-?committee|board|cabinet|panel|forum|commission|partnership|working (?:group|party)|"
    r"executive|full council|town council|parish council)\b"
)

AGENDA_TITLE = re.compile(
    r"(?i)^(?:(?:supplementary|supplemental|revised|public|draft|order paper and|notice of meeting and|"
    r"summons and)\s+)*"
    r"(?:a ?g ?e ?n ?d ?a|agenda and (?:draft |printed )?(?:minutes|decisions)|agenda (?:front ?sheet|"
    r"frontsheet|papers?)|order of business|public document pack|"
    r"business to be transacted)"
    r"(?:\s*[-–—:]\s*(?!item\b)[^.]{0,100}|\s+(?:for|of)\s+(?:the\s+)?[^.]{0,120})?\s*:?$"
)
AGENDA_ITEM_MARK = re.compile(r"(?i)^agenda item(?:\s*(?:no\.?|number))?\s*:?\s*(?P<number>\d{1,3}[a-z]?)\.?$")
PART = re.compile(
    r"(?i)^(?:(?:section|part)\s*(?P<which>1|2|i{1,2}|one|two|a|b)\b(?P<rest>.{0,140})|"
    r"(?P<public>(?:public|open) (?:agenda|items|business|session|part)|items? (?:to be )?considered in public.{0,40})|"
    r"(?P<closed>(?:non-?public|private|exempt|closed|confidential|restricted|pink)[ /]"
    r"(?:agenda|items?|business|session|part|papers)\b.{0,100}|"
    r"items? (?:which (?:are|may be) )?(?:to be )?considered in (?:private|closed session).{0,60}))$"
)
CLOSED = re.compile(r"(?i)\b(?:non-?public|private|exempt|closed|confidential|restricted|not for publication)\b")
READMISSION = re.compile(r"(?i)\b(?:re-?admission|re-?admittance) of (?:the )?(?:press|public)")
EXCLUSION = re.compile(
    r"(?i)\b(?:exclusion of (?:the )?(?:press|public|non-members)|"
    r"exclu(?:de|ding) (?:of )?(?:the )?(?:press|public)|(?:press|public) (?:and (?:the )?(?:press|public) )?"
    r"(?:be|were|was|is|are|should be) (?:now )?excluded)"
)

PURPOSE = re.compile(
    r"(?i)^\(?(?:purpose\s*:\s*)?(?:for|to)\s+(?P<what>decision|information|info|discussion|noting|note|approval|"
    r"comment|consideration|endorsement|resolution|recommendation|determination|assurance|action|scrutiny|review)"
    r"(?:\s*(?:and|/|&)\s*(?:decision|information|discussion|noting|approval|comment))?\)?\.?$"
)
BARE_PURPOSE = re.compile(r"(?i)^(?:decision|information|discussion|noting|approval|key decision|non-key decision)$")
PURPOSE_NAMES = {"info": "Information", "note": "Noting"}
MINUTES_BELOW = re.compile(r"(?i)^(?:draft )?minutes\s*:$")
"""What parts an item's words on the agenda from what was minuted of it, where one page prints both."""
REPORT_OF = re.compile(
    r"(?i)^(?:(?:joint|the|verbal|oral|attached|enclosed|covering|written|annual)\s+)*"
    r"(?:report|update|presentation|briefing|paper|memorandum)\s+(?:of|by|from)\s+(?:the\s+)?(?P<who>[^()]{2,200}?)\s*"
    r"(?P<after>\(.*)?\.?$"
)
REPORT_LABEL = re.compile(
    r"(?i)^(?:report (?:of|by|author)|lead officer|lead member|presented by|presenter|officer|author|"
    r"report author|responsible officer)\s*:\s*(?P<who>.{2,200})$"
)
PAGES = re.compile(
    r"(?i)\(?\b(?:pages?|pp?\.)\s*(?:nos?\.?|numbers?)?\s*:?\s*(?P<first>\d{1,4})"
    r"(?:\s*(?:-|–|—|‑|to)\s*(?P<last>\d{1,4}))?\b\s*\)?"
)
BARE_PAGES = re.compile(r"^\(?(?P<first>\d{1,4})(?:\s*(?:-|–|—|‑|to)\s*(?P<last>\d{1,4}))?\)?$")
BARE_RANGE = re.compile(r"^\(?\d{1,4}\s*(?:-|–|—|‑|to)\s*\d{1,4}\)?$")
LEADER_PAGES = re.compile(r"\s*(?:\.\s?){4,}\s*(?P<first>\d{1,4})(?:\s*[-–—]\s*(?P<last>\d{1,4}))?$")

LABEL_OF_HEAD = re.compile(
    r"(?i)^(?P<label>date and time(?: of meeting)?|time and date|date(?: of (?:the )?meeting)?|day|on|"
    r"time(?: of (?:the )?meeting)?|venue|place|location|where|held (?:at|in)|meeting place|"
    r"committee|body|meeting(?: of)?|membership|(?:committee |voting )?members(?:hip)?(?: of the \w+)?|councillors|to|"
    r"chair(?:man|woman|person)?|vice[- ]?chair(?:man|woman|person)?|deputy chair(?:man|woman|person)?|"
    r"enquiries(?: to)?|contact(?: officer| details| name| person)?s?|clerk|committee (?:officer|clerk|manager|"
    r"services)|"
    r"democratic (?:services )?(?:officer|services)|governance officer|for (?:further|more) information.{0,60}?|"
    r"tel(?:ephone)?(?:\.? ?no\.?)?|phone|e-?mail|quorum|issued(?: by| on)?|published(?: by| on)?|signed|"
    r"date of (?:issue|publication)|despatch(?:ed)?(?: date)?|lead officer|substitutes?|co-?opted(?: members)?)"
    r"\s*(?::|[-–—](?=\s))\s*(?P<rest>.*)$",
    re.DOTALL,
)
FOOT_OF_AGENDA = re.compile(
    r"(?i)^(?:for (?:further|more|any) (?:information|details|queries)\b|(?:contact|enquiries)(?: officer)?\s*:|"
    r"(?:committee )?membership\s*:|members(?: of the \w+)?\s*:|to\s*:\s|to (?:all )?(?:the )?members of\b|"
    r"(?:date of )?(?:issue|publication|despatch)\b|(?:issued|published|signed)\b(?: by| on)?\s*:?)"
)
MEETING_SENTENCE = re.compile(
    r"(?i)\bmeeting of (?:the )?(?P<body>[^.;:]{3,140}?)(?:,)?\s+(?:which )?"
    r"(?:will be held|is to be held|to be held|was held|held|will meet|took place|will take place|on|at|in)\b"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
PLACE_IN = re.compile(
    r"(?i)(?:\bheld\s+|^\s*|,\s*|(?:\d{4}|[ap]\.?m\.?|noon),?\s+)(?:virtually\s+)?(?:at|in|via|on (?=zoom|teams|"
    r"microsoft))\s+(?!\d)(?:the\s+)?"
    r"(?P<place>[A-Z][^;]{2,150}?)(?=[,\s]+(?:(?:commencing|starting|beginning)\s+)?(?:on|at|from|commencing|"
    r"starting)\s+(?:\d|the rising|noon|midday|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\s*\.?$|\.\s|,\s+(?:for the purpose|when|(?:mon|tues|wednes|"
    r"thurs|fri|"
    r"satur|sun)day|\d))",
)

MINUTES_SENTENCE = re.compile(
    r"(?i)^(?:(?:draft|unconfirmed|unapproved|public|non-public|approved|confirmed|the|summary|action)\s+)*"
    r"(?:minutes?|record|notes|proceedings)\s+of\s+(?:the |an? )?(?:[\w&'’,()/-]+\s+){0,16}?"
    r"(?:meeting|proceedings|committee|board|cabinet|council|panel|forum)\b"
)
MINUTES_TITLE = re.compile(
    r"(?i)^(?:(?:draft|unconfirmed|unapproved|public|non-public|approved|confirmed|the)\s+)*"
    r"(?:m ?i ?n ?u ?t ?e ?s|record of (?:the )?meeting|notes of (?:the )?meeting|action notes|meeting notes)"
    r"(?:\s*[-–—:]\s*[^.]{0,80})?$"
)
PRESENT = re.compile(
    r"(?i)^(?:members |councillors |those |people |also )?(?:present|in attendance|attendance|attendees|attending)"
    r"(?: were| was)?\b\s*(?:at the meeting)?\s*(?:[:\-–—]|$)|^(?:members|councillors) (?:present|in attendance)\b"
)
CLOSING = re.compile(
    r"(?i)^\(?(?:there being no (?:further|other|more) business[^.]{0,40}?,?\s+)?(?:the )?(?:"
    r"(?:meeting|proceedings|session)\b.{0,60}?\b(?:closed|ended|concluded|finished|terminated|rose|ceased|close|end)|"
    r"(?:chair(?:man|person|woman)?|mayor|convener|leader)\b.{0,40}?\b(?:closed|ended|concluded) the (?:meeting|"
    r"session))\b"
)
CLOSE_LABEL = re.compile(
    r"(?i)^(?:meeting (?:closed|ended|finished)|close of meeting|time (?:of closing|closed|ended))\b"
)
POST = re.compile(
    r"(?i)\b(?:town clerk|chief executive|monitoring officer|proper officer|director|head of|clerk|solicitor|"
    r"secretary|chamberlain|comptroller|managing director|democratic services|strategic director|chief officer|"
    r"service manager|governance)\b"
)
PARTING = re.compile(
    r"(?i)\b(?:services?|department|dept|directorate|directors?|officers?|managers?|head of|clerk(?:['’]s)?|advis[eo]r|"
    r"solicitor|police|council(?! ?lor)|legal|finance|chamberlain(?:['’]s)?|team|lead|accountant|nhs|trust|school|"
    r"executive|secretary|commissioner|board|partnership|housing|planning|assistant|social|care|education|public|health)\b"
)
OFFICE = re.compile(
    r"(?i)\b(?:chair(?:man|woman|person)?|vice|deputy|leader|mayor|ex[- ]?officio|co-?opted|substitute|substituting|"
    r"sheriff|alderman|portfolio|spokesperson|representative|observer|governor|until|from|virtual(?:ly)?|remote(?:ly)?)\b"
)

"""Words with capital letters that are nobody: abbreviations of the field, months, bodies; and given names.

The lists decide nothing alone. An abbreviation on the list is nobody's initials unless somebody known has them and is
spoken to; a given name is a person only where it is spoken to, or where somebody known bears it.

Source: the pack of 2 May 2018 for many of the abbreviations; the others are in common use in children's services and in
committee papers.
"""

_SHORT = (
    "AA AD AI AM AP AS AT AN BA BB BC BE BI BY CC CD CE CF CG CI CL CM CN CO CP CQ CS CV DA DC DD DE DI DO DR DS DV "
    "EA EC ED EH EI EO EP ES EU EY FE FH FM FN FT FY GB GO GP HE HI HM HO HQ HR HS HV IA ID IF IG II IM IN IP IQ IR "
    "IS IT IV IX KC KI KS LA LD LL LP LS LT MD ME MH MI MP MS MY NA NB NE NI NO NW OD OF OH OJ OK ON OP OR OT OX PA "
    "PC PD PE PG PI PM PO PP PR PS PT PX QA QB QC QI RA RE RI RN SA SC SE SG SI SL SM SO SP SR ST SU SW SY TA TB TC "
    "TM TO TR TU TV UC UK UN UP US VA VC VI VP VR VS VT WC WE WS XI XX YJ YO YP YS"
)
_MIXED = (
    "AfC CiC CiCC CiN CoL CoE CwD DfE DfT DoH DoL EoI FoI HoS IoE LaC MoD MoJ MoU PfA PhD QoL SoS TfL ToC ToR VfM YoT"
)
_LONG = (
    "ACE ACT ADD ADM AMP API APP ASB ASC ASD ASF ASQ AYM BCF BME BSL CAB CAF CAR CAT CCE CCG CCU CDC CDO CEO CFO CIC "
    "CIN CLA CME COP CPA CPB CPC CPD CPO CPP CPS CQC CSA CSC CSE CSP CSV CTB CWD CYP DBS DCS DHR DMT DNA DOB DOL DPA "
    "DPO DSA DSL DSP DTT DWP EAL EDI EDT EET EHA EHC EHE EIA EIP EMT ESF EWO EWS EYE FAQ FCP FGC FGM FIS FNP FOI FSW "
    "FTE GCP GMB HCP HIV HMI HMO HMP HNB HOS HPV HRA IAG ICB ICO ICP ICT IDP IEP IFA IOM IRO ISA ISP ITT JCP JSA JTA "
    "KEY KPI KTP LAC LCT LDO LEA LGA LGO LHB LLP LPS LSA LSP LTP MAR MAT MET MIS MOJ MOT MOU MTP NAO NCA NEU NHS NJC "
    "NPS NQT NRM NVQ OBA OLA ONS OOH OPM OPT PAT PCT PDF PDP PEP PHE PHN PIP PLO PMO PPG PRU PSA PSB PSP PSW PTA PVI "
    "QAF RAG RPA RSE RSL SAB SAO SAR SAT SCB SCR SDQ SEF SEN SGO SIB SIF SIG SIP SIT SLA SLT SMT SPA SPE SPI SRO SSW "
    "STA SWE TAC TAF TAM TBA TBC TBD TOR TUC UPN URN VAT VCS VLE VRU VSH WRC YAG YIP YJB YJS YMT YOI YOS YOT YPA YPS "
    "AND ARE BUT CAN FOR HAD HAS HER HIS HOW ITS MAY NEW NOT NOW OFF ONE OUR OUT OWN SEE SHE THE TWO USE WAS WHO WHY "
    "YES YOU ALL ANY JAN FEB MAR APR JUN JUL AUG SEP OCT NOV DEC MON TUE WED THU FRI SUN END DAY KLO LOG USA"
)
ABBREVIATIONS = frozenset(f"{_SHORT} {_MIXED} {_LONG}".split())
"""Abbreviations of the field, and short words printed in capitals, that are nobody's initials by themselves."""

_BOTH = (
    "amber angel april art august autumn bill carol chance charity chase chelsea chester christian chuck clay cliff "
    "dale daisy dawn dean drew earl eve faith florence ford frank gene georgia gill glen grace grant guy hazel heath "
    "holly honor hope iris ivy jade jasmine jean joy june kent lance lily lincoln london major mark may mercy miles "
    "nick norm olive page paige pansy paris pat patience pearl penny pip poppy ray rich rob robin rose ruby rusty sage "
    "sandy sky star stew sue summer sydney terry trinity victor victoria violet wade ward will winter worth"
)
BOTH_NAME_AND_WORD = frozenset(_BOTH.split())
"""Given names that are words or places too: alone they are nobody."""

_GIVEN = (
    "aaron abdul abdullah abigail adam adele adrian agnes ahmed aisha alan alastair albert alex alexander alexandra "
    "ali alice alison alistair amanda amelia amina amir amy ana andrea andrew andy angela anita ann anna anne annette "
    "annie anthony antonia arjun arthur asha ashley audrey ayesha barbara barry beatrice becky ben benjamin bernadette "
    "bernard beth bethany beverley bob bradley brenda brian bridget bryan callum cameron carl carla carly caroline "
    "catherine cathy cecilia charles charlie charlotte cheryl chloe chris christina christine christopher claire clara "
    "clare colin connor craig daniel danielle dave david deborah debbie deepa denise dennis derek diana diane dominic "
    "donald donna dorothy doug douglas duncan edward eileen elaine eleanor elena elizabeth ella ellen ellie emily emma "
    "eric erin esther eva evelyn farah fatima felicity fiona fran frances francis fraser fred gareth gary gavin gemma "
    "geoff geoffrey george gillian gordon graham greg hannah harriet harry hassan hayley heather helen henry hilary "
    "howard hugh humaira ian ibrahim imran irene isaac isabel isabella isla jack jackie jacob jacqueline jake james "
    "jamie jan jane janet janice jason jasmin jay jen jennifer jenny jeremy jess jessica jill jim joan joanna joanne "
    "joe joel john jon jonathan jordan joseph josephine josh joshua joyce judith judy julia julian julie karen karl "
    "kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kerry kevin kiran kirsty krishna kwame kyle "
    "laura lauren lee leon leonard lesley lewis liam linda lindsay lindsey lisa liz lorna lorraine louis louise lucy "
    "luke lynn lynne malcolm margaret maria marie marion martin martyn mary matt matthew maureen meera megan mel "
    "melanie melissa michael michelle mick miriam mohammad mohammed molly monica muhammad nadia naomi natalie natasha "
    "nathan neil niamh nicholas nicola nigel nina noel norah nora oliver olivia omar oscar owen pam pamela patricia "
    "patrick paul paula pauline peter phil philip philippa phoebe priya rachel raj rajesh ralph rebecca reece reza "
    "rhys richard rita robert roger ronald rory rosemary rosie ross roy rupert russell ruth ryan sabrina sadia sally "
    "sam samantha samuel sandra sara sarah scott sean shabnam shane shannon sharon shaun sheila shirley sian simon "
    "sofia sonia sophie stacey stanley stella stephanie stephen steve steven stuart sunita susan suzanne sylvia tamsin "
    "abena adebayo adeola aidan alisha aled amara angharad anil anya arun bronwen carys ceri chidi deepak delyth dylan "
    "efua elin emeka farida folasade gita gwen gwyneth harpreet ioan jasvinder kavita kwabena lakshmi leila manjit "
    "manpreet mohamed nasreen ngozi nia olufemi parveen pooja rajinder rhian rhiannon rukhsana ruksana sabina saira "
    "salma sanjay seren shabana shahid shaista shreya siobhan sioned sunil tariq tunde uzma yetunde zeinab "
    "tanya tara teresa thomas tim timothy tina toby tom tony tracey tracy trevor ursula valerie vanessa vera vicky "
    "vikram vincent wayne wendy william yasmin yusuf yvonne zahra zainab zara zoe"
)
GIVEN_NAMES = frozenset(_GIVEN.split())

_PROPER = (
    "ofsted cafcass camhs council councils member members cabinet committee commissioner commissioners parliament act "
    "acts regulation regulations rule rules section schedule paragraph appendix annex part chapter article clause "
    "figure table page priority action actions aim recommendation standard monday tuesday wednesday thursday friday "
    "saturday sunday easter christmas ramadan spring england english british britain scotland wales welsh ireland "
    "european government whitehall department ministry minister secretary state crown court courts judge justice "
    "police officers officer partner partners parents parent carers carer governors governor staff managers workers "
    "practitioners headteachers schools academy college university trust hospital nursery primary secondary centre "
    "finance legal procurement audit auditors insurance payroll communications democratic services governance "
    "scrutiny legislation statutory working together policy strategy strategic team teams network alliance forum "
    "panel quarter term year month week day key stage level annual monthly quarterly weekly termly"
)
PROPER_WORDS = frozenset(_PROPER.split())
"""Words that stand with a capital letter in these papers and name no person."""

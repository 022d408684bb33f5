r"""Words that tell technology, each group with the reason why it is one.

All patterns are read alike by Python and by DuckDB (RE2): no look-around, no repeats without
a bound, and only over `plain` text, which is ASCII. They take time in line with the length.

Titles speak of what is bought, descriptions of everything around it: only words that name
software or a service of IT outright are looked for in a description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LONGEST_TITLE = 1000
LONGEST_DESCRIPTION = 4000
STRANGE = "[^A-Za-z0-9&+/.'-]+"
"""What is replaced by one space before words are looked for."""

_SOFTWARE = (
    r"software|[a-z]{1,4}aas|apps?|mobile application|web ?sites?|web (hosting|platform|portal"
    r"|design|develop\w{0,6}|content|technolog\w{1,3}|application)|e-?mail (system|platform|service"
    r"|marketing|security)|apis?|drupal|social media management|intranet|extranet|e-?learning"
    r"|mobile working"
)
_HARDWARE = (
    r"laptops?|notebook computers?|chromebooks?|ipads?|tablet (computers?|devices?)|computers?"
    r"|computing|desktop (computers?|devices?|thin|hardware|support|pcs?|virtual\w{0,9})|servers?"
    r"|mainframe|thin clients?|end[ -]user (devices?|computing|workspace|services?)"
    r"|(hyper[ -]?)?converged infrastructure|storage area network|data ?cent(re|er)s?|databases?"
    r"|data warehous\w{1,3}|audio[ -]?visual|digital signage|web ?cast\w{0,3}"
    r"|technology (products?|resellers?|strategy|dynamic purchasing system)"
    r"|hardware (refresh|maintenance|support|and (maintenance|support|software))"
    r"|body[ -]worn (video|cameras?)|facial recognition|smart (city|cities|towns?) technolog\w{1,3}"
)
_NETWORKS = (
    r"broadband|wi-?fi|wireless (network\w{0,3}|infrastructure|access points?)|sd-?wan|vpn"
    r"|firewalls?|network (infrastructure|switch\w{0,3}|security|refresh|storage|monitoring system)"
    r"|core network|(data|network|structured) cabling|(local|wide) area network\w{0,3}"
    r"|fibre (network|broadband|connectivity)"
    r"|leased lines?|internet|lorawan|ethernet|(public sector|public services?) network"
    r"|telecoms?|telecommunications?|telephony|telephone (systems?|lines?|services?)|landlines?"
    r"|mobile (phones?|voice|data|telephony|devices?|connectivity|telecoms?)|sim cards?|sms"
    r"|voip|unified communications|(video|voice|audio|tele)[ -]?conferenc\w{1,3}|airwave|iccs"
    r"|radio (network|communications?)|emergency services network"
    r"|(contact|call) cent(re|er) (platform|solution|system|technology)"
)
_SECURITY = (
    r"cyber ?security|cyber|anti-?virus|penetration test\w{0,3}|siem|information security"
    r"|endpoint (detection|protection)|threat detection|vulnerability scan\w{0,4}"
    r"|digital (forensics?|evidence|interview)"
)
_CLOUD = (
    r"cloud|azure|aws|amazon web|devops|webops|finops|service desk|systems? integrat\w{1,4}"
    r"|(solutions?|enterprise|data) architect\w{0,6}|technical architecture"
    r"|applications? (support|development|hosting|maintenance)|user acceptance testing"
    r"|data (science|analytics|platform|migration|engineering|lake|hub)|business intelligence"
    r"|machine learning|artificial intelligence|chatbots?|robotic process automation"
    r"|low[ -]code|internet of things"
)
_SYSTEMS = (
    r"ict|crm|erp|gis|edrms|lims|cafm|(management )?information systems?|payment gateway"
    r"|command and control system|mobilising (system|contract)|back[ -]?office (system|software)"
    r"|(learning|content|document|records) management systems?|case management (system|solution)"
    r"|electronic (patient|health|care) records?|(customer|constituent) relationship management"
    r"|cashless parking|e-?(procurement|tendering|sourcing|rostering|commerce|commercial|payments?"
    r"|invoicing|forms) (system|solution|platform|portal|service)"
)
_MAKERS = (
    r"microsoft|oracle|salesforce|servicenow|[mo](icrosoft )?365|office 365|dynamics 365|citrix"
    r"|vmware|cisco|nutanix|netapp|fortinet|workday|unit4|civica|liquidlogic|idox|adobe|autodesk"
    r"|capita one|esri|arcgis|splunk|dynatrace|red ?hat|linux|sharepoint|power ?bi|siebel|avaya"
)
_IT_IN_CONTEXT = (
    r"it (services?|support|systems?|equipment|hardware|managed|infrastructure|consultancy"
    r"|solutions?|security|network|maintenance|products?|helpdesk)"
    r"|sap (licen[cs]es?|support|system)"
)
_CAPITALS = r"(?-i:IT|LAN|WAN|AI|AV|IoT|PSN|DNS|PCs)"
"""Words of ordinary English in small letters."""

_FUNCTION = (
    r"financ\w{1,4}|ledger|payroll|hr|human resources|housing|lettings|homelessness|planning"
    r"|building control|land charges|revenues?|benefits|council tax|parking|permits?|enforcement"
    r"|licensing|library|pupil|student|education|social care|case|document|records?|learning"
    r"|bookings?|appointments?|leisure|membership|roster\w{0,3}|scheduling|workforce|attendance"
    r"|pensions?|elections?|electoral|committee|complaints|audit|grants?|procurement|income|cash"
    r"|payments?|debt|billing|invoic\w{1,3}|expenses|purchas\w{1,4}|intelligence|custody|incident"
    r"|dispatch|prescribing|laboratory|workflow|self[ -]service|consultation|engagement|survey"
    r"|mapping|geospatial|spatial|tick(et|eting)|tracker|track(ing)?|voting|reporting|policing"
    r"|citizen|resident"
)
_THING = (
    r"schools?|property|projects?|contracts?|patients?|assets?|staff|fleet|customer|video|risk"
    r"|crime|performance|care|content|data|operational|repairs"
)
_SYSTEM = r"systems?|platforms?|databases?|portals?|dashboards?"

WORDS: Mapping[str, str] = {
    # A product or service of technology by its own name: these decide without a code.
    "title_names": "|".join(
        (_SOFTWARE, _HARDWARE, _NETWORKS, _SECURITY, _CLOUD, _SYSTEMS, _MAKERS, _IT_IN_CONTEXT)
    )
    + f"|{_CAPITALS}",
    # A function of the office with a system for it: "housing management system". Without a
    # code of technology these decide only where the code is not of something else.
    "title_likely": rf"({_FUNCTION})( [\w&-]{{1,20}}){{0,3}} ({_SYSTEM})"
    rf"|({_THING})( management)? ({_SYSTEM})|management ({_SYSTEM})"
    r"|(management|booking|reporting|payments?|case|capture|diagnostics?|scheduling|rostering"
    r"|consultation|tracking|ticketing) (solutions?|tools?)|(planning|redaction|modelling) tools?"
    r"|digital (support|services?|platforms?|delivery|transformation|products?|development"
    r"|solutions?|(&|and) data|technical)",
    # Words that mean technology beside a code or a description of it, and much else alone.
    "title_hints": r"systems?|platforms?|solutions?|digital|data|online|portals?|hardware"
    r"|technology|technical|subscriptions?|licen[cs]es?|electronic|hosted|hosting|dashboards?"
    r"|infrastructure|automat\w{2,4}|applications?|tools?|virtual|networks?",
    # Bought for technology's sake only in name: people, buildings, courses, print, studies.
    "title_other": r"executive search|recruitment of|(director|head|manager) of (it|ict|digital)"
    r"|office park|digital hub|(technology|science|business) park|technology cent(re|er)"
    r"|enterprise zones?|masterplan\w{0,4}|construction (of|works?|partner|contractor)"
    r"|main contractor|refurbishment|fit[ -]out|feasibility|capacity study|housing needs?"
    r"|needs assessment|process review|insurance|furniture|curtains?"
    r"|computer (tables?|desks?|floors?)|newspapers?|design (&|and) print\w{0,3}"
    r"|(digital|online|web) (advertising|marketing|media)|media buying|apprentice\w{0,5}"
    r"|legal services|wind turbines?|structural|electric vehicle charg\w{1,3}"
    r"|ev charging|(planning|grant|funding) applications?|weee",
    # Systems and networks that one can touch, and ways of buying that are called systems.
    "title_things": r"dynamic purchasing systems?|roof\w{0,4}|photovoltaic|solar|heating|boilers?"
    r"|cooling|ventilat\w{1,5}|air conditioning|light(s|ing)?|luminaires?|alarms?|smoke"
    r"|fire (detect\w{1,4}|alarms?|doors?|safety|suppression|protection)|sprinklers?|intruder"
    r"|door (entry|access)|access control|warden|security systems?|bms|building management|water"
    r"|legionella|drainage|sewer\w{0,3}|flood|power distribution|motorways?|highways?|bridges?"
    r"|network rail|rail\w{0,3}|bus(es)?|minibus\w{0,2}|passenger transport|vehicles?|vans?"
    r"|surgical|patient monitor\w{0,3}|laser|deposition|microscop\w{1,3}|spectromet\w{1,3}"
    r"|scanners?|spares?|spare parts|partitions?|kitchens?|catering|cleaning|waste collection"
    r"|print(ing)?|postal|mailing|support service|selective|windows|playground|play area|lifts?"
    r"|hoists?|weapons?|ammunition|engines?|(records|offsite) storage|shelving|racking|barriers?"
    r"|quality management|environmental management|traffic management|energy management",
    # Beside technology: cameras, call handling, counters, care alarms.
    "title_adjacent": r"cctv|closed[ -]circuit|anpr|number plate recognition|surveillance cameras?"
    r"|video surveillance|(contact|call) cent(re|er)s?|footfall|people counting"
    r"|traffic (signals?|monitoring|counters?)|telecare|telehealth",
    # In a description only what names software or hosting as the thing itself.
    "text_names": r"software as a service|saas|software (solution|platform|system|package"
    r"|licen[cs]es?|application|product|and hardware|development|support)|operating software"
    r"|(cloud|web)[ -](based|hosted)|(new|an|the|replacement) ict? system|subscription licen[cs]es"
    r"|hosted (solution|system|service|platform)|information (management )?system"
    r"|(computer|digital) (system|platform|solution)|database system|it infrastructure",
}
"""For each fact about the words its pattern, without the bounds of a word."""


def pattern(fact: str) -> str:
    """Return a fact's whole pattern, the same for Python and for DuckDB."""
    return rf"(?i)\b({WORDS[fact]})\b"


COMPILED: Mapping[str, re.Pattern[str]] = {
    fact: re.compile(pattern(fact), re.ASCII) for fact in WORDS
}


def plain(text: str | None, longest: int) -> str:
    """Return a text's beginning in ASCII words; one all in capitals in small letters.

    Capitals tell IT from it, unless all letters are capitals.
    """
    words = re.sub(STRANGE, " ", (text or "")[:longest])
    return words.lower() if words == words.upper() else words


def found(fact: str, words: str) -> str:
    """Return the first words that show a fact, empty if none do."""
    hit = COMPILED[fact].search(words)
    return hit[0] if hit else ""


def plain_sql(text: str, longest: int) -> str:
    """Return `plain` as SQL."""
    strange = STRANGE.replace("'", "''")
    words = f"regexp_replace(left(coalesce({text}, ''), {longest}), '{strange}', ' ', 'g')"
    return (
        f"list_transform([{words}], lambda w: CASE WHEN w = upper(w) THEN lower(w) ELSE w END)[1]"
    )


def found_sql(fact: str, words: str) -> str:
    """Return `found` as SQL."""
    quoted = pattern(fact).replace("'", "''")
    return (
        f"CASE WHEN regexp_matches({words}, '{quoted}')"
        f" THEN regexp_extract({words}, '{quoted}') ELSE '' END"
    )

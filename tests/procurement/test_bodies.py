import pytest
from recall_and_precision import PAGE, buyers_part
from resolver_evaluation import DECOYS, VARIANTS, is_kind, register_buyers, spellings

from futuregazing import paths
from futuregazing.procurement.bodies import BodyNames
from futuregazing.procurement.councils import CouncilNames
from futuregazing.tables import load_tables


@pytest.fixture(scope="module")
def tables():
    loaded = load_tables(None)
    return {name: loaded[name] for name in loaded.names}


@pytest.fixture(scope="module")
def bodies(tables) -> BodyNames:
    return BodyNames(tables)


@pytest.mark.parametrize(
    ("printed", "kind", "names"),
    [
        ("West Midlands Police", "police", ["West Midlands Police"]),
        ("West Midlands Fire Service", "fire", ["West Midlands Fire Service"]),
        (
            "West Midlands Combined Authority",
            "combined_authority",
            ["West Midlands Combined Authority"],
        ),
        (
            "West Midlands Ambulance Service NHS Foundation Trust",
            "ambulance",
            ["West Midlands Ambulance Service University NHS Foundation Trust"],
        ),
        ("WEST YORKSHIRE POICE", "police", ["West Yorkshire Police"]),
        (".East Riding Of Yorkshire Council", "council", ["East Riding of Yorkshire Council"]),
        ("MOPAC (hosting the NPCC)", "police", ["Metropolitan Police Service"]),
        ("THE PCC FOR CLEVELAND", "police", ["Cleveland Police"]),
        (
            "Devon and Cornwall Police and Dorset Police",
            "police",
            ["Devon and Cornwall Police", "Dorset Police"],
        ),
        (
            "Derbyshire and Nottinghamshire Fire and Rescue Services",
            "fire",
            ["Derbyshire Fire and Rescue Service", "Nottinghamshire Fire and Rescue Service"],
        ),
        ("Police, Fire and Crime Commissioner for Essex", "police", ["Essex Police"]),
        ("Haringey Council - Traffic Management", "council", ["London Borough of Haringey"]),
        (
            "LGSS on behalf of Cambridgeshire County Council",
            "council",
            ["Cambridgeshire County Council"],
        ),
        ("Transport for West Midlands", "combined_authority", ["West Midlands Combined Authority"]),
        ("YPO", "consortium", ["Yorkshire Purchasing Organisation"]),
        ("YPO 981", "consortium", ["Yorkshire Purchasing Organisation"]),
        ("ESPO 860", "consortium", ["Eastern Shires Purchasing Organisation"]),
        ("ESPO 150 - 21", "consortium", ["Eastern Shires Purchasing Organisation"]),
        ("ESPO Framework", "consortium", ["Eastern Shires Purchasing Organisation"]),
        ("AGMA/STAR", "consortium", ["STAR Procurement"]),
        ("AGMA and Yorkshire", "consortium", ["AGMA and Yorkshire councils"]),
        ("SE Shared Services", "consortium", ["SE Shared Services"]),
        ("Kent Police Procurement Department", "police", ["Kent Police"]),
        ("tfl", "combined_authority", ["Greater London Authority"]),
        ("GMCA", "combined_authority", ["Greater Manchester Combined Authority"]),
        ("West Mercia Police Procurement Department", "police", ["West Mercia Police"]),
        (
            "South West Police Procurement Department (SWPPD)",
            "consortium",
            ["South West Police Procurement Department"],
        ),
        ("Boston Borough Council", "council", ["Boston Borough Council"]),
        ("Colchester City Council", "council", ["Colchester Borough Council"]),
        ("Southend-on-Sea City Council", "council", ["Southend-on-Sea Borough Council"]),
        ("Milton Keynes City Council", "council", ["Milton Keynes Council"]),
        ("Brigton & Hove Cty Council", "council", ["Brighton and Hove City Council"]),
    ],
)
def test_a_name_leads_to_its_bodies(bodies, printed, kind, names):
    found = bodies.resolve(printed)
    assert (found.kind, [body.name for body in found.bodies]) == (kind, names)


@pytest.mark.parametrize(("decoy", "how"), DECOYS)
def test_a_decoy_leads_to_nobody(bodies, decoy, how):
    found = bodies.resolve(decoy)
    assert (found.bodies, found.how) == ((), how)


def test_a_department_of_a_force_is_not_taken_for_another_body(bodies):
    assert bodies.resolve("Kent Police Estates Department").how == "unknown"
    assert bodies.resolve("Police Federation Head Office").how == "out of scope"
    assert bodies.resolve("Department for Education").how == "out of scope"


def test_an_identifier_of_an_official_register_beats_the_name(bodies):
    found = bodies.resolve("Croydon Parking Team", [("GB-CFS", "55"), ("gb-lae", "cry")])
    assert [body.name for body in found.bodies] == ["London Borough of Croydon"]
    assert (found.how, found.doubt) == ("identifier", "")


def test_an_identifier_that_the_name_denies_is_doubted(bodies):
    found = bodies.resolve("Kirklees Council", [("GB-LAE", "CRY")])
    assert [body.name for body in found.bodies] == ["London Borough of Croydon"]
    assert found.doubt == "the name says Kirklees Council"


def test_an_identifier_of_a_portal_decides_nothing(bodies):
    assert bodies.resolve("Somebody", [("GB-CFS", "CRY")]).bodies == ()


def test_a_council_that_has_ended_leads_to_the_one_in_its_place(tables):
    councils = CouncilNames(tables["local_authorities"], tables["la_successors"])
    assert councils.resolve("Allerdale Borough Council") == ("E06000063",)


def test_every_buyer_of_the_register_is_known_and_of_its_kind(bodies, tables):
    told, others = register_buyers(bodies, tables)
    assert (told.recall, told.wrong) == (1, ())
    assert told.names > 200
    assert others == [
        # A pair of councils, a public company of the police and a city corporation that runs a
        # force: the register files each under what it buys for.
        (
            "consortium",
            "Westminster City Council and Royal Borough of Kensington and Chelsea",
            "council",
        ),
        ("police", "COLLEGE OF POLICING LIMITED", "national"),
        ("police", "THE MAYOR AND COMMONALTY AND CITIZENS OF THE CITY OF LONDON", "council"),
    ]


@pytest.mark.parametrize(
    ("printed", "kind", "expected"),
    [
        ("City of London Corporation", "police", True),
        ("Camden", "police", False),
        ("Camden", "consortium", False),
        ("Camden and Islington", "consortium", True),
        ("College of Policing", "police", True),
        ("National Fire Chiefs Council", "police", False),
        ("British Council", "consortium", False),
    ],
)
def test_a_body_is_of_another_kind_only_where_the_tables_say_so(
    bodies, tables, printed, kind, expected
):
    assert is_kind(bodies.resolve(printed).bodies, kind, tables) is expected


@pytest.mark.shared
@pytest.mark.skipif(not VARIANTS.exists(), reason="the published spellings are not here")
def test_99_of_100_published_spellings_lead_to_their_council_and_none_to_a_wrong_one(
    bodies, tables
):
    told = spellings(bodies, tables)
    assert told.wrong == ()
    assert told.recall >= 0.99, f"{told.right} of {told.names}"


@pytest.mark.shared
@pytest.mark.skipif(not VARIANTS.exists(), reason="the published spellings are not here")
def test_the_page_prints_how_well_buyers_are_told_as_it_is(bodies, tables):
    page = (paths.root() / PAGE).read_text(encoding="utf-8")
    assert buyers_part(bodies, tables) in page

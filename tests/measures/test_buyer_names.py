import pytest

from futuregazing.measures.buyer_names import tidy_name


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        (
            "POLICE AND CRIME COMMISSIONER FOR LANCASHIRE",
            "Police and Crime Commissioner for Lancashire",
        ),
        (
            "SOUTH CENTRAL AMBULANCE SERVICE NHS FOUNDATION TRUST",
            "South Central Ambulance Service NHS Foundation Trust",
        ),
        (".East Riding Of Yorkshire Council", "East Riding Of Yorkshire Council"),
        ("BLUELIGHT COMMERCIAL LIMITED", "Bluelight Commercial Limited"),
        ("STOCKTON-ON-TEES BOROUGH COUNCIL", "Stockton-On-Tees Borough Council"),
        ("GMP", "Greater Manchester Police"),
        ("Metropolitan Police Service (MPS)", "Metropolitan Police Service"),
        (
            "MOPAC (hosting the NPCC)",
            "Mayor's Office for Policing and Crime (hosting the National Police Chiefs' Council)",
        ),
        ("YPO", "YPO"),
        ("PSNI - POLICE SERVICE OF NORTHERN IRELAND", "Police Service of Northern Ireland"),
        ("Royal  Berkshire Fire Authority", "Royal Berkshire Fire Authority"),
    ],
)
def test_names_lose_forced_capitals_and_keep_their_initials(printed, tidy):
    assert tidy_name(printed) == tidy

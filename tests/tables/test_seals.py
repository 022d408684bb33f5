import pytest

from futuregazing.tables.faults import TablesError
from futuregazing.tables.seals import seal, unsealed

STATEMENTS = "ledger/statements.csv"


@pytest.mark.slow
def test_an_edited_table_is_unsealed_until_it_is_sealed_again(copy_of_data):
    assert unsealed(copy_of_data) == []
    path = copy_of_data / STATEMENTS
    row = path.read_text(encoding="utf-8").splitlines()[-1].replace("ST019", "ST020")
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    assert [(f.file, f.column) for f in unsealed(copy_of_data)] == [
        (STATEMENTS, "rows"),
        (STATEMENTS, "sha256"),
    ]
    assert seal(copy_of_data) == [STATEMENTS]
    assert unsealed(copy_of_data) == []
    assert seal(copy_of_data) == []


def test_sealing_changes_nothing_in_a_sidecar_but_the_seal(copy_of_data):
    sidecar = copy_of_data / "ledger/statements.meta.yaml"
    sidecar.write_text("# kept\n" + sidecar.read_text(encoding="utf-8"), encoding="utf-8")
    path = copy_of_data / STATEMENTS
    path.write_text(path.read_text(encoding="utf-8").replace("\n", "\r\n"), encoding="utf-8")
    before = sidecar.read_text(encoding="utf-8").splitlines()
    seal(copy_of_data)
    after = sidecar.read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split(":")[0] for line in changed] == ["sha256"]


def test_what_is_not_valid_is_not_sealed(copy_of_data, set_cell):
    sidecar = copy_of_data / "ledger/statements.meta.yaml"
    before = sidecar.read_text(encoding="utf-8")
    set_cell(copy_of_data / STATEMENTS, "ST001", "url", "nowhere")
    with pytest.raises(TablesError, match="ST001"):
        seal(copy_of_data)
    assert sidecar.read_text(encoding="utf-8") == before


def test_a_missing_sidecar_is_told(copy_of_data):
    (copy_of_data / "ledger/statements.meta.yaml").unlink()
    (fault,) = unsealed(copy_of_data)
    assert (fault.file, fault.found) == ("ledger/statements.meta.yaml", "no file")

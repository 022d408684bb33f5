"""The sign between cells is the one that lines agree on, not the one that is most frequent."""

import csv
import io

import pytest
from test_flat_readers import Read, exported

from futuregazing.procurement.delimiters import delimiter_of


@pytest.mark.parametrize(
    ("lines", "sign"),
    [
        (["a,b,c", "1,2,3"], ","),
        (["a;b;c", "x, y, z, w, v;1,5;2,5", "p, q;3;4"], ";"),
        (["name;paid", "Acme;1000,50", "Beta;20,25"], ";"),
        (["a\tb", "x, y\t1", "z\t2"], "\t"),
        (["a|b", "x, y|1", "z|2"], "|"),
        (["file,header", "a.csv,date|amount|supplier", "b.csv,date|amount"], ","),
        (["Payments", "of April; and May", "a,b,c", "1,2,3", "4,5,6"], ","),
        (['a,b', '"x; y; z",1', '"p; q; r",2'], ","),
        (["a;b", 'an "odd mark, or two, or three;1', "x;2"], ";"),
        (["one column", "of words"], ","),
        ([], ","),
    ],
)  # fmt: skip
def test_the_delimiter_is_that_by_which_most_lines_have_as_many_cells(lines, sign):
    assert delimiter_of(lines) == sign


def test_a_list_of_semicolons_whose_descriptions_hold_commas_is_read(tmp_path):
    text = "Supplier;Date;Net Amount;Item\nAcme;03/04/2025;12.50;a, b, c, d, e\n"
    read = Read(tmp_path, text)
    assert read.rows("spend", "supplier_name, description") == [("Acme", None)]
    assert read.counts["spend"].kept == 1


@pytest.mark.parametrize(("sign", "coding"), [(";", "utf-8"), ("\t", "utf-16"), (",", "utf-16")])
def test_an_export_that_a_spreadsheet_kept_is_read(tmp_path, sign, coding):
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows(csv.reader(io.StringIO(exported())))
    file = tmp_path / "export.csv"
    file.write_bytes(out.getvalue().encode(coding))
    read = Read(tmp_path, file)
    assert read.reader == "contracts finder export"
    assert read.rows("award", "title, n_suppliers") == [("Licences & support", 2)]

"""Single files: resumed where they stopped, kept byte for byte, never out of their folder."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
import service_server as bad
from fetching import StillClock
from hypothesis import given, settings
from hypothesis import strategies as st
from service_server import Service

from futuregazing.sources.client import Client
from futuregazing.sources.errors import SourceError
from futuregazing.sources.files import Files, fetch_all
from futuregazing.sources.lists import read_list, safe_name
from futuregazing.sources.plan import Listed

CSV = b"Supplier,Amount\r\n" + b"Acme \xa3,1.00\r\n" * 5000


def fetch(
    server: Service, snapshot: Path, *wanted: Listed, clock: StillClock | None = None
) -> list[tuple[Listed, str]]:
    client = Client(clock or StillClock(), tell=lambda text: None)
    try:
        return fetch_all(Files(snapshot), wanted, client, lambda text: None, pause=0)
    finally:
        client.close()


def listed(server: Service, name: str, kind: str = "spend", sha256: str = "") -> Listed:
    return Listed(f"{server.address}/files/{name}", kind, sha256)


def kept(snapshot: Path, wanted: Listed) -> bytes:
    found = Files(snapshot).find(wanted)
    assert found is not None
    return found.path.read_bytes()


def test_a_file_is_kept_byte_for_byte_with_where_it_came_from(
    server: Service, tmp_path: Path
) -> None:
    server.files["spend.csv"] = CSV
    wanted = listed(server, "spend.csv")
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == CSV
    found = Files(tmp_path).find(wanted)
    assert found is not None
    assert found.path.name.endswith("-spend.csv")
    note = json.loads((tmp_path / "requests/files" / f"{found.path.name}.json").read_text("utf-8"))
    assert note["request"]["url"] == wanted.address
    assert note["sha256"] == hashlib.sha256(CSV).hexdigest()
    assert note["fetched_at"] == "2026-12-01T00:00:00+00:00"


def test_a_file_that_is_there_is_not_asked_for_again(server: Service, tmp_path: Path) -> None:
    server.files["spend.csv"] = CSV
    fetch(server, tmp_path, listed(server, "spend.csv"))
    fetch(server, tmp_path, listed(server, "spend.csv"))
    assert len(server.asked) == 1


def test_a_file_cut_off_goes_on_where_it_stopped(server: Service, tmp_path: Path) -> None:
    server.files["spend.csv"], server.etags["spend.csv"] = CSV, '"one"'
    server.bad[0] = bad.cut()
    wanted = listed(server, "spend.csv")
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == CSV
    assert server.ranges == [None, f"bytes={len(CSV) // 2}-"]


def test_a_file_that_changed_meanwhile_is_begun_again(server: Service, tmp_path: Path) -> None:
    server.files["spend.csv"], server.etags["spend.csv"] = CSV, '"one"'

    def cut_and_change(reply: bad.Reply) -> None:
        bad.cut()(reply)
        server.files["spend.csv"], server.etags["spend.csv"] = CSV + b"Last,2\r\n", '"two"'

    server.bad[0] = cut_and_change
    wanted = listed(server, "spend.csv")
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == CSV + b"Last,2\r\n"


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_sure_sign_that_it_is_the_same_a_file_is_begun_again(
    server: Service, tmp_path: Path, etag: str
) -> None:
    server.files["spend.csv"], server.etags["spend.csv"] = CSV, etag
    server.bad[0] = bad.cut()
    wanted = listed(server, "spend.csv")
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == CSV
    assert server.ranges == [None, None]


def test_another_part_than_was_asked_for_is_not_joined_on(server: Service, tmp_path: Path) -> None:
    server.files["spend.csv"], server.etags["spend.csv"] = CSV, '"one"'
    server.bad[0] = bad.cut()

    def wrong_part(reply: bad.Reply) -> None:
        reply.body = CSV
        reply.headers["Content-Range"] = f"bytes 0-{len(CSV) - 1}/{len(CSV)}"

    server.bad[1] = wrong_part
    wanted = listed(server, "spend.csv")
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == CSV


def test_a_file_longer_at_hand_than_at_the_server_is_begun_again(
    server: Service, tmp_path: Path
) -> None:
    server.files["spend.csv"], server.etags["spend.csv"] = CSV, '"one"'
    server.bad[0] = bad.cut()
    server.bad[1] = bad.status(416)
    wanted = listed(server, "spend.csv")
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == CSV


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def workbook() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 500)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("2025.jsonl.gz", packed(b"{}\n" * 9999)), ("register.xlsx", workbook())],
)
def test_an_archive_cut_off_without_notice_is_fetched_again(
    server: Service, tmp_path: Path, name: str, content: bytes
) -> None:
    server.files[name] = content
    server.bad[0] = bad.cut(announced=False)
    wanted = listed(server, name)
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == content


def test_two_packed_parts_in_one_file_are_one_file(server: Service, tmp_path: Path) -> None:
    content = packed(b'{"id": 1}\n') + packed(b'{"id": 2}\n')
    server.files["2025.jsonl.gz"] = content
    wanted = listed(server, "2025.jsonl.gz", "releases")
    assert fetch(server, tmp_path, wanted) == []
    assert kept(tmp_path, wanted) == content


def test_a_web_page_instead_of_a_file_is_not_kept(server: Service, tmp_path: Path) -> None:
    server.files["spend.csv"] = b"\r\n<!doctype HTML><html>Moved</html>"
    (missing,) = fetch(server, tmp_path, listed(server, "spend.csv"))
    assert "web page" in missing[1]
    assert Files(tmp_path).find(missing[0]) is None


def test_a_file_that_unpacks_without_end_is_refused(server: Service, tmp_path: Path) -> None:
    server.files["2025.jsonl.gz"] = packed(bytes(100 << 20))
    (missing,) = fetch(server, tmp_path, listed(server, "2025.jsonl.gz"))
    assert "200 times its size" in missing[1]


def test_a_file_that_is_not_the_one_named_by_its_checksum_is_refused(
    server: Service, tmp_path: Path
) -> None:
    server.files["spend.csv"] = CSV
    (missing,) = fetch(server, tmp_path, listed(server, "spend.csv", sha256="0" * 64))
    assert hashlib.sha256(CSV).hexdigest() in missing[1]


def test_one_file_that_cannot_be_had_does_not_keep_the_others_away(
    server: Service, tmp_path: Path
) -> None:
    server.files |= {"gone.csv": b"", "spend.csv": CSV}
    server.bad[0] = bad.status(404)
    gone, there = listed(server, "gone.csv"), listed(server, "spend.csv")
    assert [each for each, _ in fetch(server, tmp_path, gone, there)] == [gone]
    assert kept(tmp_path, there) == CSV


def test_a_redirect_to_another_host_is_told_not_followed(server: Service, tmp_path: Path) -> None:
    server.files["spend.csv"] = CSV
    server.bad[0] = bad.redirect("http://assets.example/spend.csv")
    (missing,) = fetch(server, tmp_path, listed(server, "spend.csv"))
    assert "http://assets.example" in missing[1]


def test_a_list_names_addresses_and_local_files(server: Service, tmp_path: Path) -> None:
    """Two local files of one name stay two; the same content under one name is one."""
    for folder, content in (("a", b"x,1\n"), ("b", b"x,2\n"), ("c", b"x,2\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "april.csv").write_bytes(content)
    (tmp_path / "list.csv").write_text(
        "address,kind\na/april.csv,spend\nb/april.csv,spend\nc/april.csv,spend\n"
        "https://council.example/register.xlsx,register\n",
        "utf-8",
    )
    wanted = read_list(tmp_path / "list.csv")
    assert wanted[3] == Listed("https://council.example/register.xlsx", "register")
    assert fetch(server, tmp_path / "snapshot", *wanted[:3]) == []
    assert [kept(tmp_path / "snapshot", each) for each in wanted[:3]] == [
        b"x,1\n",
        b"x,2\n",
        b"x,2\n",
    ]
    names = sorted(path.name for path in (tmp_path / "snapshot").rglob("*-april.csv"))
    assert len(names) == 2


def test_every_wrong_line_of_a_list_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "address,kind,sha256\n,spend,\nftp://council.example/x.csv,spend,\n"
        "https://council.example/x.csv,spendings,\nhttps://council.example/x.csv,spend,12\n"
        "absent.csv,spend,\n",
        "utf-8",
    )
    with pytest.raises(SourceError) as caught:
        read_list(path)
    told = str(caught.value)
    assert [number for number in range(1, 8) if f"line {number}:" in told] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("text", ["", "link\nhttps://council.example/x.csv\n"])
def test_a_list_without_addresses_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match="address"):
        read_list(path)


@pytest.mark.parametrize(
    "end",
    [
        "../../etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "%2e%2e",
        "a%00b.csv",
        ".bashrc",
        "",
        "x" * 5000 + ".csv",
        "a\\b\\c.csv",
        "CON ?query=../x",
    ],
)
def test_a_name_is_never_a_path(end: str) -> None:
    assert_plain(safe_name(Listed(f"https://council.example/{end}", "spend")))


@settings(deadline=None)
@given(st.text())
def test_no_address_makes_a_name_a_path(end: str) -> None:
    assert_plain(safe_name(Listed(f"https://council.example/{end}", "spend")))


def assert_plain(name: str) -> None:
    assert Path(name).name == name
    assert len(name) < 120
    assert ".." not in name
    assert not name.startswith((".", "-"))
    assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")

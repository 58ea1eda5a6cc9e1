"""Addresses of static files: as the manifest has them, looked up once."""

import json

import pytest
from django.conf import settings

from goldenthread.kernel.static_addresses import StaticAddresses


@pytest.fixture
def storage(tmp_path):
    names = {"design/base.css": "design/base.0123456789ab.css"}
    (tmp_path / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": names, "hash": ""}))
    return StaticAddresses(location=tmp_path, base_url="/static/")


def test_a_file_is_named_as_the_manifest_names_it_and_looked_up_once(storage, monkeypatch):
    assert storage.url("design/base.css") == "/static/design/base.0123456789ab.css"
    monkeypatch.setattr(storage, "stored_name", None)
    assert storage.url("design/base.css") == "/static/design/base.0123456789ab.css"


def test_a_file_that_is_not_there_is_an_error_at_each_asking(storage):
    for _turn in range(2):
        with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
            storage.url("design/none.css")


def test_the_program_serves_its_files_by_them():
    from config import settings as of_program

    assert of_program.STORAGES["staticfiles"]["BACKEND"].endswith("StaticAddresses")
    assert settings.STATIC_URL

"""The program ``run`` itself, and what it reads from the environment."""

import ast
import sys
import sysconfig
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from tests.running.programs import ROOT


def test_an_older_python_can_read_the_program_as_far_as_the_sentence_that_refuses_it() -> None:
    source = (ROOT / "run").read_text()
    first = ast.parse(source, feature_version=(3, 7)).body[:3]
    assert isinstance(first[1], ast.Import)
    assert [name.name for name in first[1].names] == ["sys"]
    assert isinstance(first[2], ast.If)
    assert ast.unparse(first[2].test) == "sys.version_info < (3, 11)"
    assert "sys.exit('Golden Thread needs Python 3.11 or newer" in ast.unparse(first[2].body)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_every_package_is_pinned_by_hashes_and_no_address_of_a_registry_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    packages = [line for line in text.splitlines() if line[:1].isalpha()]
    assert packages
    assert all("==" in line and line.endswith("\\") for line in packages)
    assert text.count("--hash=sha256:") >= len(packages)
    assert "://" not in text
    assert "--index" not in text


def test_what_the_tests_need_contains_what_the_program_needs() -> None:
    def pinned(name: str) -> set[str]:
        return {line for line in (ROOT / name).read_text().splitlines() if line[:1].isalpha()}

    assert pinned("requirements.txt") < pinned("requirements-dev.txt")


def test_a_database_address_is_read_with_its_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:p%40ss@/plans?host=/run/pg&options=-csearch_path%3Dgolden")
    read = environment.database(tmp_path)
    assert (read["NAME"], read["USER"], read["PASSWORD"], read["HOST"]) == ("plans", "ann", "p@ss", "/run/pg")
    assert read["OPTIONS"] == {"options": "-csearch_path=golden"}


def test_postgresql_does_not_compile_small_queries_unless_its_address_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann@/plans?sslmode=require")
    assert environment.database(tmp_path)["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}


@pytest.mark.parametrize("address", ["mysql://localhost/plans", "plans.sqlite3"])
def test_another_kind_of_database_is_refused(address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured, match=r"must begin with postgresql://"):
        environment.database(tmp_path)


def test_a_data_folder_that_cannot_be_made_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("GOLDENTHREAD_DATA", str(tmp_path / "file" / "data"))
    with pytest.raises(ImproperlyConfigured, match=r"cannot be made: Not a directory\."):
        environment.data_folder()


@pytest.fixture(scope="module")
def program() -> ModuleType:
    loader = SourceFileLoader("program_run", str(ROOT / "run"))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def stand_in(folder: Path, status: int) -> Path:
    python = folder / "python{}.{}".format(*sys.version_info)
    python.write_text(f"#!/bin/sh\nexit {status}\n")
    python.chmod(0o700)
    return python


def test_where_the_python_that_was_called_is_not_optimised_the_systems_own_of_the_same_version_is_taken_if_complete(
    program: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(program, "SYSTEM", tmp_path)
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _name: "'--prefix=/opt/python'")
    assert program.pythons() == [sys.executable]
    stand_in(tmp_path, status=1)  # as Debian's without its package for environments
    assert program.pythons() == [sys.executable]
    complete = stand_in(tmp_path, status=0)
    assert program.pythons() == [str(complete), sys.executable]
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _name: "'--enable-optimizations' '--with-lto'")
    assert program.pythons() == [sys.executable]

"""Numbers as the sheet prints them."""

import pytest

from goldenthread.intake.readers.number_formats import BUILT_IN, plain_number, printer_of


def printed(number: str, code: str, *, from_1904: bool = False) -> str:
    return printer_of(code, from_1904=from_1904)(number)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("4.1", "0.00", "4.10"),
        ("4.0999999999999996", "0.00", "4.10"),
        ("2.675", "0.00", "2.68"),
        ("1234567.5", "#,##0", "1,234,568"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("7", "000", "007"),
        ("0", "0", "0"),
        ("0.125", "0.0%", "12.5%"),
        ("-5", "0", "-5"),
        ("-0.001", "0.00", "0.00"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"none"', "none"),
        ("0", "0;-0;;@", ""),
        ("1.5", "0.0#", "1.5"),
        ("1.25", "0.0#", "1.25"),
        ("2", "0.##", "2"),
        ("0.5", "#.##", ".5"),
        ("3", '0" weeks"', "3 weeks"),
        ("3", '"P"General', "P3"),
        ("1234.5", "[$£-809]#,##0.00", "£1,234.50"),
        ("1234", "£#,##0", "£1,234"),
        ("1234", '_-"£"* #,##0_-;-"£"* #,##0_-', "£1,234"),
        ("112", "0\\.0\\.0", "1.1.2"),
        ("1234567", "0,", "1235"),
        ("1500000", '0.0,,"m"', "1.5m"),
        ("-7", "[Red]0", "-7"),
        ("150", "[>=100]0.0;0", "150"),
        ("0.5", "# ?/?", "0.5"),
        ("1234", "0.00E+00", "1234"),
        ("12", "@", "12"),
        ("12", "0" * 300, "12"),
        ("1e308", "0.00", "1" + "0" * 308 + ".00"),
        ("not a number", "0.00", "not a number"),
        ("nan", "0.00", "nan"),
        ("-inf", "dd/mm/yyyy", "-inf"),
    ],
)
def test_a_number_is_printed_by_its_format(number, code, text):
    assert printed(number, code) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("mmm-yy", "Apr-17"),
        ("mmm\\-yy", "Apr-17"),
        ("[$-809]mmm yy;@", "Apr-17"),
        ("mmm-yyyy", "Apr-2017"),
        ("mm/yyyy", "Apr-2017"),
        ("m/yy", "Apr-17"),
        ("mmmm yyyy", "April 2017"),
        ("mmmm yy", "April 2017"),
        ("mmmm", "April 2017"),
        ("yyyy", "2017"),
        ("dd/mm/yyyy", "30/04/2017"),
        ("m/d/yy", "30/04/2017"),
        ("d-mmm", "30/04/2017"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "30/04/2017"),
        ("yyyy-mm-dd hh:mm:ss", "30/04/2017"),
    ],
)
def test_a_date_is_printed_with_the_precision_of_its_format(code, text):
    assert printed("42855", code) == text


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("42855.604166667", "dd/mm/yyyy hh:mm", "30/04/2017 14:30"),
        ("42855.604166667", "dd/mm/yyyy", "30/04/2017"),
        ("42855.999999", "dd/mm/yyyy hh:mm", "01/05/2017"),
        ("0.604166667", "h:mm", "14:30"),
        ("1.5", "[h]:mm", "36:00"),
        ("42855.5", "h:mm", "30/04/2017 12:00"),
        ("0", "mmm-yy", "00/01/1900"),
        ("1", "dd/mm/yyyy", "01/01/1900"),
        ("59", "dd/mm/yyyy", "28/02/1900"),
        ("60", "dd/mm/yyyy", "29/02/1900"),
        ("61", "dd/mm/yyyy", "01/03/1900"),
        ("2958465", "dd/mm/yyyy", "31/12/9999"),
        ("2958466", "dd/mm/yyyy", "2958466"),
        ("2958465.9999999", "dd/mm/yyyy", "2958465.9999999"),
        ("-1", "dd/mm/yyyy", "-1"),
        ("TBC", "mmm-yy", "TBC"),
    ],
)
def test_times_and_the_edges_of_the_calendar_are_never_guessed(number, code, text):
    assert printed(number, code) == text


def test_the_calendar_of_1904_begins_four_years_and_a_day_later():
    assert printed("41393", "dd/mm/yyyy", from_1904=True) == "30/04/2017"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("4", "4"), ("4.0", "4"), ("0007", "7"), ("0", "0"), ("0.30000000000000004", "0.3"), ("1E-3", "0.001"),
        ("1e-7", "0.0000001"), ("1e20", "1E+20"), ("123456789012345678", "1.23456789012346E+17"), ("²", "²"),
    ],
)  # fmt: skip
def test_a_plain_number_has_at_most_fifteen_digits_and_no_needless_point(number, text):
    assert plain_number(number) == text


def test_every_built_in_format_prints_every_number():
    for code in BUILT_IN.values():
        for number in ("0", "1", "-1", "0.5", "42855.25", "1e300", "-1e-300"):
            assert isinstance(printed(number, code), str)

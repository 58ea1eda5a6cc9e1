"""Collects the rules of the product with their sources."""

from typing import Any

from goldenthread.home.rules import FILE, rules_page
from goldenthread.kernel.commands import ProductCommand


class Command(ProductCommand):
    """Writes ``docs/rules.md``."""

    help = "Collect every rule with its source into docs/rules.md."
    needs_database = False
    shares_data = False

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page and say how many rules it holds."""
        del args, options
        page = rules_page()
        FILE.write_text(page, encoding="utf-8")
        self.stdout.write(f"{page.count(chr(10)) - 6} rules with their sources are in docs/rules.md.")

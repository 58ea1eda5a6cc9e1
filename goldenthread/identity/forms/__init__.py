"""Forms of people, accounts and the record: labels, help and parsing; no decisions."""

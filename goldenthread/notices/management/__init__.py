"""Commands of e-mails."""

"""What pages, documents and checks read of reports."""

"""What the pages of committees, meetings and agendas need."""

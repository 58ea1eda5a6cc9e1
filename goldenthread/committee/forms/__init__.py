"""Forms of committees, meetings and agendas."""

"""Pages of committees, meetings and agendas."""

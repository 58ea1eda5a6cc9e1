"""Every change to committees, meetings and agendas."""

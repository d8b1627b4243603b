"""What is taken away: tables and feeds, alerts by e-mail, answers for assistants."""

"""What a workshop leaves, as exhibits: its notes with their votes, impact against effort, its actions."""

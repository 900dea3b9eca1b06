"""Who the campaign is for: runs as kept, nominations, decisions beyond them, and announcements."""

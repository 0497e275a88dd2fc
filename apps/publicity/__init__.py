"""公示与公布. Public notices and announcements in the communities of both offices."""

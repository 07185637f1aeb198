"""Every kind of public change, through the door that an editor takes, and what the log says."""

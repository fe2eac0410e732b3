"""What every chat service holds to, one file for each ability."""

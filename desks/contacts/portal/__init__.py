"""What citizens see under /contatti/."""

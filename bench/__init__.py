"""How fast pages are, as a ratio to what Django itself can do on the same machine in the same minute."""

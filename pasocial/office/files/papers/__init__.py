"""Letters as tagged PDF (PDF/UA-1): one paper for all desks, with a font for every alphabet; words never are markup."""

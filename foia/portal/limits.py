"""How often one address may do something in the portal."""

from pasocial.rate_limit import RateLimit

FILING = RateLimit("foia.filing", 10, 3600)
DRAFTING = RateLimit("foia.drafting", 40, 3600)
UPLOADING = RateLimit("foia.uploading", 60, 3600)
LINK_BY_MAIL = RateLimit("foia.link", 4, 3600)
WRITING = RateLimit("foia.writing", 20, 3600)
SUGGESTING = RateLimit("foia.suggesting", 300, 600)
ENTERING = RateLimit("foia.entering", 20, 900)
CHOOSING = RateLimit("foia.choosing", 10, 3600)

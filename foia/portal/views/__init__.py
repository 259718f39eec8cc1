"""The pages of the FOIA portal, one module for each thing a citizen does."""

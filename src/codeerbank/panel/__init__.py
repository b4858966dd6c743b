"""The klankbordgroep: a form of released quotes, the answers that come back, and their totals."""

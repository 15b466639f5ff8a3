"""The addresses that everybody reads; each draws a part of the same report."""

PAGES = (
    *("/", "/bausteine/", "/finanzen/", "/meilensteine/", "/risiken/"),
    *("/beschluesse/", "/netzwerk", "/genossenschaft"),
)

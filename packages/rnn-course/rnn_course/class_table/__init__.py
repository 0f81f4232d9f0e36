"""The class table: sections, teams, extensions and late days, and what follows from them."""

"""Rules for suppliers that are none, or are not what a supplier should be."""

from __future__ import annotations

from futuregazing.procurement.rules.model import Rule

no_supplier = Rule(
    name="no_supplier",
    flag="no_supplier",
    what="An award without a supplier is flagged.",
    why="Older and below-threshold notices leave it out.",
    query="SELECT rid FROM judged WHERE n_suppliers = 0",
)

supplier_unnamed = Rule(
    name="supplier_unnamed",
    flag="supplier_unnamed",
    what="An award to a supplier that is withheld, redacted or 'see attached' is flagged.",
    why="Such names would else become large suppliers.",
    query="SELECT rid FROM judged WHERE unnamed",
)

supplier_is_title = Rule(
    name="supplier_is_title",
    flag="supplier_is_title",
    what="An award whose supplier's name is the award's title is flagged.",
    why="The title was typed into the supplier's field.",
    query="SELECT rid FROM judged WHERE named_as_title",
)

supplier_public = Rule(
    name="supplier_public",
    flag="supplier_public",
    what="An award to a public body is flagged.",
    why="Councils sell to each other, and buyers enter themselves.",
    query="SELECT rid FROM judged WHERE public_supplier",
)

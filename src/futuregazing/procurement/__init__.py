"""From releases to awards and contracts: buyers, suppliers, values, routes."""

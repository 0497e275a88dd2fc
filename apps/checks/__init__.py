"""经济状况核对与入户调查. Economic checks and home visits: what was found, against what was declared."""

"""A file of figures that somebody brings along, as YAML and as a table."""

from __future__ import annotations

YAML = b"""benchmarks:
  - id: retail-2026
    kind: score_distribution
    statement: measured themselves
    mean: {overall: 48.2}
    n: 14
    unit_of_n: organisation
    population: retailers
    country: several
    year: 2026
    instrument: sample
    instrument_version: 1.0.0
    source: imaginary, for a test
    url: null
    seen: primary
    comparison: same_instrument_score
unusable:
  - id: old-claim
    what: An old claim.
    why: Nobody knows where it comes from.
"""
CSV = b"""id,kind,statement,value,mean:overall,n,unit_of_n,population,country,year,instrument,instrument_version,\
source,seen,comparison,comparable_item
retail-2026,score_distribution,measured themselves,,48.2,14,organisation,retailers,several,2026,sample,1.0.0,\
"imaginary, for a test",primary,same_instrument_score,
blogs-2026,practice_share,said that they tracked blogs,0.26,,1734,person,heads of marketing,several,2026,a survey,,\
"imaginary, for a test",secondary,share_context,listening/blogs
"""

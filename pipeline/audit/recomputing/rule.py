"""A rule of the audit: a finding, all findings and the tables give what the finding's fields must be."""

from collections.abc import Callable
from typing import Any

from pipeline.audit.recomputing.evidence import Evidence
from pipeline.findings.model import CityFindings, Finding

Expected = dict[str, Any]  # field of the finding -> what it must hold; a period or an interval as its two ends
Rule = Callable[[Finding, CityFindings, Evidence], Expected]

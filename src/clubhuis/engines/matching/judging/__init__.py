"""Met, unknown or not met: one requirement against one document, with the sentence that says so."""

from clubhuis.engines.matching.judging.circumstances import nearest_site
from clubhuis.engines.matching.judging.comparing import compare
from clubhuis.engines.matching.judging.deciding import judge, judge_known
from clubhuis.engines.matching.judging.judgements import Judgement, Reason, State, summary
from clubhuis.engines.matching.judging.showing import shown

__all__ = ["Judgement", "Reason", "State", "compare", "judge", "judge_known", "nearest_site", "shown", "summary"]

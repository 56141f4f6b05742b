"""Career-readiness questionnaires: from pupils' answers to scores, levels and profiles.

A frame in, a frame out, in the kind that you use: pandas, polars, pyarrow, NumPy, lists, or a CSV or Excel file.
Every number is exact, sourced, and the same on every machine.

    >>> import orientir
    >>> klimov = orientir.instrument("ДДО")
    >>> pairs = {str(pair): ["a", "b", None] for pair in range(1, 21)}
    >>> scores = klimov.score({"id": ["01", "02", "03"], **pairs})
    >>> scores["nature"], scores["type"]
    ([6.0, 2.0, None], ['nature', 'sign', None])
    >>> scores["nature.possible_max"]
    [6.0, 2.0, 8.0]

`instruments` lists what there is, `Instrument.explain` shows how a number came about, `Scores.figure` draws the result
of one person, `battery` joins several instruments to criteria, `Profiles.report` makes pages. Nothing is sent anywhere;
only paths that you give are read.
"""

from orientir._battery import Battery, battery
from orientir._errors import AnswerError, DefinitionError, Error, Problem, RequestError
from orientir._figure import Figure, Figures
from orientir._fit import fit
from orientir._instrument import Catalogue, Instrument, instrument, instruments
from orientir._native import __version__
from orientir._norms import Norms
from orientir._page import Page
from orientir._profiles import Profiles
from orientir._report import Explanation, Report
from orientir._results import Agreement, Comparison, ItemAnalysis, Quality, Reliability
from orientir._scores import Scores
from orientir._tally import Tally, merge, read_tally

__all__ = [
    "Agreement",
    "AnswerError",
    "Battery",
    "Catalogue",
    "Comparison",
    "DefinitionError",
    "Error",
    "Explanation",
    "Figure",
    "Figures",
    "Instrument",
    "ItemAnalysis",
    "Norms",
    "Page",
    "Problem",
    "Profiles",
    "Quality",
    "Reliability",
    "Report",
    "RequestError",
    "Scores",
    "Tally",
    "__version__",
    "battery",
    "fit",
    "instrument",
    "instruments",
    "merge",
    "read_tally",
]

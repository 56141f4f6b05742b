//! Indices of one person's answers alone. No function here knows of anybody else.

use super::correlation::pearson;
use super::layout::{Layout, Rated};
use super::{Measure, Reason};
use crate::codes::Cell;

/// From so many items on a long run is worth a look: half of a shorter form is soon answered alike.
const LONG_SEQUENCE: usize = 10;

/// Runs of equal answers in the order of the form.
///
/// A run goes on from item to item of one sequence. A missing answer and a code apart ("never did it") belong to no run and
/// end one: what was not answered says nothing of how it was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs {
    /// Answers in all runs.
    pub(super) answers: usize,
    /// How many runs there are; an answer unlike its neighbours is a run of one.
    pub(super) number: usize,
    /// The longest.
    pub(super) longest: usize,
}

impl Runs {
    fn of(sequence: impl Iterator<Item = Option<Cell>>) -> Self {
        let mut found = Self::default();
        let (mut before, mut length) = (None, 0);
        for answer in sequence {
            length = match answer {
                Some(_) if answer == before => length + 1,
                Some(_) => 1,
                None => 0,
            };
            found.answers += usize::from(length > 0);
            found.number += usize::from(length == 1);
            found.longest = found.longest.max(length);
            before = answer;
        }
        found
    }

    /// The longest run [Johnson 2005; Curran 2016].
    pub(super) fn longstring(self) -> Measure {
        if self.number == 0 { Measure::Without(Reason::FewAnswers) } else { Measure::Value(self.longest as f64) }
    }

    /// The mean length of runs.
    pub(super) fn mean(self) -> Measure {
        if self.number == 0 {
            Measure::Without(Reason::FewAnswers)
        } else {
            Measure::Value(self.answers as f64 / self.number as f64)
        }
    }
}

/// The runs of all sequences; and, if a sequence of ten items or more has a run of `share` of its items, the run and the
/// length from which it was worth a look.
pub(super) fn runs(layout: &Layout, cells: &[Cell], share: f64) -> (Runs, Option<(usize, usize)>) {
    let (mut all, mut long) = (Runs::default(), None);
    for sequence in &layout.sequences {
        let runs = Runs::of(sequence.iter().map(|place| layout.rated[*place].answer(cells)));
        all.answers += runs.answers;
        all.number += runs.number;
        all.longest = all.longest.max(runs.longest);
        let length = sequence.len();
        let cut = (1..=length).find(|run| *run as f64 >= share * length as f64);
        if let Some(cut) = cut.filter(|cut| length >= LONG_SEQUENCE && runs.longest >= *cut) {
            // Of several the longest run, so that a flag tells the number that stands beside it.
            if long.is_none_or(|(longest, _)| runs.longest > longest) {
                long = Some((runs.longest, cut));
            }
        }
    }
    (all, long)
}

/// Individual response variability: the standard deviation, with n - 1, of a person's answers as they were given, in places of
/// the scale [Dunn, Heggestad, Shanock & Theilgard 2018].
///
/// The sums are whole numbers, so that neither the order of items nor reversing all of them changes a bit.
pub(super) fn irv(layout: &Layout, cells: &[Cell]) -> Measure {
    if !layout.one_range() {
        return Measure::Without(Reason::MixedRanges);
    }
    let (mut n, mut sum, mut squares) = (0_i64, 0_i64, 0_i64);
    for cell in layout.rated.iter().filter_map(|rated| rated.answer(cells)).map(i64::from) {
        (n, sum, squares) = (n + 1, sum + cell, squares + cell * cell);
    }
    if n < 2 {
        return Measure::Without(Reason::FewAnswers);
    }
    Measure::Value(((n * squares - sum * sum) as f64 / (n * (n - 1)) as f64).sqrt())
}

/// The share of answers for which something holds, among those of which it can be asked.
fn share(
    layout: &Layout,
    cells: &[Cell],
    none: Reason,
    asked: impl Fn(&Rated) -> bool,
    holds: impl Fn(&Rated, Cell) -> bool,
) -> Measure {
    let (mut n, mut count, mut fields) = (0_u32, 0_u32, 0_u32);
    for rated in layout.rated.iter().filter(|rated| asked(rated)) {
        fields += 1;
        if let Some(cell) = rated.answer(cells) {
            n += 1;
            count += u32::from(holds(rated, cell));
        }
    }
    match (fields, n) {
        (0, _) => Measure::Without(none),
        (_, 0) => Measure::Without(Reason::FewAnswers),
        _ => Measure::Value(f64::from(count) / f64::from(n)),
    }
}

/// The share of answers at either end of the scale; with two places every answer is at an end.
pub(super) fn extreme(layout: &Layout, cells: &[Cell]) -> Measure {
    let many = |rated: &Rated| rated.places > 2;
    share(layout, cells, Reason::TwoPlaces, many, |rated, cell| cell == 0 || cell + 1 == rated.places)
}

/// The share of answers in the middle, of fields that have one.
pub(super) fn mid(layout: &Layout, cells: &[Cell]) -> Measure {
    share(layout, cells, Reason::NoMiddle, |rated| rated.middle.is_some(), |rated, cell| rated.middle == Some(cell))
}

/// The share of answers above the middle of the scale, not reversed.
pub(super) fn acquiescence(layout: &Layout, cells: &[Cell]) -> Measure {
    let above = |rated: &Rated, cell: Cell| u32::from(cell) * 2 > u32::from(rated.places) - 1;
    share(layout, cells, Reason::NoAgreement, |rated| rated.agreement, above)
}

/// Seconds for each answer.
pub(super) fn pace(layout: &Layout, cells: &[Cell], seconds: Option<f64>) -> Measure {
    let answers = layout.rated.iter().filter(|rated| rated.answer(cells).is_some()).count();
    match seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0) {
        None => Measure::Without(Reason::NoTime),
        Some(_) if answers == 0 => Measure::Without(Reason::FewAnswers),
        Some(seconds) => Measure::Value(seconds / answers as f64),
    }
}

/// Even-odd inconsistency: over scales without common fields the correlation of the mean of the odd and the mean of the even
/// items, keyed, stepped up by Spearman and Brown, 2r / (1 + r), not below -1, and with its sign turned: 1 is the most
/// inconsistent, -1 the least [Jackson, as reported by Johnson 2005; Curran 2016].
///
/// A scale enters if something was answered in both of its halves. Each answer is taken between 0 and 1 of its range, which
/// changes nothing where all ranges are one.
pub(super) fn even_odd(layout: &Layout, cells: &[Cell], space: &mut (Vec<f64>, Vec<f64>)) -> Measure {
    let Some(scales) = layout.enough_scales() else { return Measure::Without(Reason::FewScales) };
    let (odd, even) = space;
    odd.clear();
    even.clear();
    for halves in scales {
        if let (Some(one), Some(other)) = (mean(&halves.odd, cells), mean(&halves.even, cells)) {
            odd.push(one);
            even.push(other);
        }
    }
    if odd.len() < super::FEWEST_PAIRS {
        return Measure::Without(Reason::FewAnswers);
    }
    match pearson(odd, even) {
        // At r = -1/3 the stepped-up value is -1; below it runs to minus infinity.
        Some(r) if r <= -1.0 / 3.0 => Measure::Value(1.0),
        Some(r) => Measure::Value(-2.0 * r / (1.0 + r)),
        None => Measure::Without(Reason::Constant),
    }
}

fn mean(half: &[super::layout::Keyed], cells: &[Cell]) -> Option<f64> {
    let (mut n, mut sum) = (0_u32, 0.0);
    for share in half.iter().filter_map(|keyed| keyed.share(cells)) {
        n += 1;
        sum += share;
    }
    (n > 0).then(|| sum / f64::from(n))
}

#[cfg(test)]
mod tests {
    use super::Runs;

    fn runs(answers: &str) -> Runs {
        Runs::of(answers.bytes().map(|byte| byte.is_ascii_digit().then(|| u16::from(byte - b'0'))))
    }

    /// 1 1 2 2 2 5 . 5: runs of 2, 3, 1 and 1.
    #[test]
    fn a_missing_answer_ends_a_run() {
        assert_eq!(runs("112225.5"), Runs { answers: 7, number: 4, longest: 3 });
        assert_eq!(runs("55.55"), Runs { answers: 4, number: 2, longest: 2 });
        assert_eq!(runs("...."), Runs::default());
        assert_eq!(runs(""), Runs::default());
        assert_eq!(runs("7"), Runs { answers: 1, number: 1, longest: 1 });
    }
}

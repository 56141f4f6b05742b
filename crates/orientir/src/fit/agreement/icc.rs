//! Intraclass correlations from mean squares, in one pass over the subjects whom every rater rated.

use super::ratings::Ratings;
use super::why::WhyNot;
use crate::math::f_upper_quantile;

/// The forms of the intraclass correlation, named as by McGraw and Wong (1996); in brackets as by Shrout and Fleiss (1979).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IccForm {
    /// `ICC(1)` (1,1): one rating; each subject has raters of its own.
    OneWay,
    /// `ICC(A,1)` (2,1): one rating; the same raters, whose levels count as disagreement.
    Agreement,
    /// `ICC(C,1)` (3,1): one rating; the same raters, whose levels do not count.
    Consistency,
    /// `ICC(k)` (1,k): the mean of all raters' ratings, raters as in `ICC(1)`.
    OneWayMean,
    /// `ICC(A,k)` (2,k): the mean of all raters' ratings, raters as in `ICC(A,1)`.
    AgreementMean,
    /// `ICC(C,k)` (3,k): the mean of all raters' ratings, raters as in `ICC(C,1)`; Cronbach's alpha of the raters.
    ConsistencyMean,
}

impl IccForm {
    /// All forms.
    pub const ALL: [Self; 6] = [
        Self::OneWay,
        Self::Agreement,
        Self::Consistency,
        Self::OneWayMean,
        Self::AgreementMean,
        Self::ConsistencyMean,
    ];

    /// The form as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneWay => "icc_1",
            Self::Agreement => "icc_a_1",
            Self::Consistency => "icc_c_1",
            Self::OneWayMean => "icc_k",
            Self::AgreementMean => "icc_a_k",
            Self::ConsistencyMean => "icc_c_k",
        }
    }

    /// The name of McGraw and Wong.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OneWay => "ICC(1)",
            Self::Agreement => "ICC(A,1)",
            Self::Consistency => "ICC(C,1)",
            Self::OneWayMean => "ICC(k)",
            Self::AgreementMean => "ICC(A,k)",
            Self::ConsistencyMean => "ICC(C,k)",
        }
    }
}

/// The mean squares of subjects by raters, in squared units of the ratings.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MeanSquares {
    /// Between subjects, with n - 1 degrees of freedom.
    pub subjects: f64,
    /// Within subjects, with n (k - 1).
    pub within: f64,
    /// Between raters, with k - 1.
    pub raters: f64,
    /// What is left, with (n - 1) (k - 1).
    pub error: f64,
}

/// One form.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct IccEstimate {
    /// Which.
    pub form: IccForm,
    /// The estimate; below zero where subjects differ less than raters do.
    pub value: Result<f64, WhyNot>,
    /// The lower and upper limit.
    pub interval: Result<(f64, f64), WhyNot>,
}

/// All forms, and what they rest on.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Icc {
    /// Subjects whom every rater rated.
    pub n: usize,
    /// Raters.
    pub k: usize,
    /// Subjects with fewer ratings.
    pub dropped: usize,
    /// The confidence level of the intervals.
    pub level: f64,
    /// The mean squares.
    pub mean_squares: MeanSquares,
    estimates: [IccEstimate; 6],
}

impl Icc {
    /// The forms in the order of [`IccForm::ALL`].
    pub fn estimates(&self) -> &[IccEstimate; 6] {
        &self.estimates
    }

    /// One form.
    pub fn form(&self, form: IccForm) -> IccEstimate {
        let [one_way, agreement, consistency, one_way_mean, agreement_mean, consistency_mean] = self.estimates;
        match form {
            IccForm::OneWay => one_way,
            IccForm::Agreement => agreement,
            IccForm::Consistency => consistency,
            IccForm::OneWayMean => one_way_mean,
            IccForm::AgreementMean => agreement_mean,
            IccForm::ConsistencyMean => consistency_mean,
        }
    }
}

/// All forms of the intraclass correlation with intervals of a confidence level such as 0.95, after McGraw and Wong (1996,
/// tables 4 and 7, with the correction of the same year). No mixed model: closed mean squares give the same for complete
/// rows, a thousand times faster.
///
/// # Errors
/// [`WhyNot::BadLevel`], [`WhyNot::OneRater`], [`WhyNot::NoOverlap`] where nobody has the ratings of all raters,
/// [`WhyNot::OneSubject`], [`WhyNot::NoVariance`] where all ratings are equal, [`WhyNot::TooLarge`]. Single forms and intervals
/// have reasons of their own.
pub fn icc(ratings: &Ratings, level: f64) -> Result<Icc, WhyNot> {
    if !(level > 0.0 && level < 1.0) {
        return Err(WhyNot::BadLevel);
    }
    if ratings.raters() < 2 {
        return Err(WhyNot::OneRater);
    }
    let sums = Sums::of(ratings)?;
    match sums.n {
        0 => return Err(WhyNot::NoOverlap),
        1 => return Err(WhyNot::OneSubject),
        _ => {}
    }
    let deviations = sums.deviations().ok_or(WhyNot::TooLarge)?;
    if deviations.all_zero() {
        return Err(WhyNot::NoVariance);
    }
    let model = Model::new(&sums, &deviations, (1.0 - level) / 2.0);
    let estimates = IccForm::ALL.map(|form| {
        let value = model.value(form);
        IccEstimate { form, value, interval: value.and_then(|_| model.interval(form)) }
    });
    let unit = sums.per_one as f64 * sums.per_one as f64;
    let MeanSquares { subjects, within, raters, error } = model.ms;
    let mean_squares =
        MeanSquares { subjects: subjects / unit, within: within / unit, raters: raters / unit, error: error / unit };
    Ok(Icc { n: sums.n, k: ratings.raters(), dropped: sums.dropped, level, mean_squares, estimates })
}

/// Sums of the complete rows, in units of the ratings' common denominator.
struct Sums {
    n: usize,
    dropped: usize,
    per_one: i64,
    /// Σ x over each rater's ratings.
    by_rater: Vec<i128>,
    /// Σ R², R the sum of a subject's ratings.
    subject_squares: i128,
    /// Σ x².
    squares: i128,
}

/// n k times the sums of squared deviations, exact.
#[derive(Clone, Copy)]
struct Deviations {
    subjects: i128,
    within: i128,
    raters: i128,
    error: i128,
}

impl Sums {
    fn of(ratings: &Ratings) -> Result<Self, WhyNot> {
        let whole = ratings.whole()?;
        let mut sums = Self {
            n: 0,
            dropped: 0,
            per_one: whole.per_one,
            by_rater: vec![0; whole.raters],
            subject_squares: 0,
            squares: 0,
        };
        for row in whole.rows() {
            let given = row.iter().flatten().count();
            if given < row.len() {
                sums.dropped += usize::from(given > 0);
                continue;
            }
            sums.add(row).ok_or(WhyNot::TooLarge)?;
        }
        Ok(sums)
    }

    fn add(&mut self, row: &[Option<i64>]) -> Option<()> {
        let mut sum = 0_i128;
        for (value, rater) in row.iter().flatten().zip(&mut self.by_rater) {
            let value = i128::from(*value);
            sum += value;
            *rater += value;
            self.squares = self.squares.checked_add(value * value)?;
        }
        self.subject_squares = self.subject_squares.checked_add(sum.checked_mul(sum)?)?;
        self.n += 1;
        Some(())
    }

    fn deviations(&self) -> Option<Deviations> {
        let (n, k) = (i128::try_from(self.n).ok()?, i128::try_from(self.by_rater.len()).ok()?);
        let total: i128 = self.by_rater.iter().sum();
        let total_square = total.checked_mul(total)?;
        let mut rater_squares = 0_i128;
        for sum in &self.by_rater {
            rater_squares = rater_squares.checked_add(sum.checked_mul(*sum)?)?;
        }
        let by_subject = self.subject_squares.checked_mul(n)?;
        let subjects = by_subject.checked_sub(total_square)?;
        let within = self.squares.checked_mul(n.checked_mul(k)?)?.checked_sub(by_subject)?;
        let raters = rater_squares.checked_mul(k)?.checked_sub(total_square)?;
        Some(Deviations { subjects, within, raters, error: within.checked_sub(raters)? })
    }
}

impl Deviations {
    fn all_zero(&self) -> bool {
        self.subjects == 0 && self.within == 0
    }
}

/// Mean squares with the symbols of McGraw and Wong: n subjects, k raters.
struct Model {
    n: f64,
    k: f64,
    ms: MeanSquares,
    /// The probability above the upper limit, and below the lower one.
    tail: f64,
    exact: Deviations,
}

impl Model {
    fn new(sums: &Sums, exact: &Deviations, tail: f64) -> Self {
        let (n, k) = (sums.n as f64, sums.by_rater.len() as f64);
        let mean = |sum: i128, df: f64| sum as f64 / (n * k) / df;
        let ms = MeanSquares {
            subjects: mean(exact.subjects, n - 1.0),
            within: mean(exact.within, n * (k - 1.0)),
            raters: mean(exact.raters, k - 1.0),
            error: mean(exact.error, (n - 1.0) * (k - 1.0)),
        };
        Self { n, k, ms, tail, exact: *exact }
    }

    fn value(&self, form: IccForm) -> Result<f64, WhyNot> {
        let Self { n, k, ms: MeanSquares { subjects, within, raters, error }, .. } = *self;
        let (above, below) = match form {
            IccForm::OneWay => (subjects - within, subjects + (k - 1.0) * within),
            IccForm::Agreement => (subjects - error, subjects + (k - 1.0) * error + k * (raters - error) / n),
            IccForm::Consistency => (subjects - error, subjects + (k - 1.0) * error),
            IccForm::OneWayMean => (subjects - within, subjects),
            IccForm::AgreementMean => (subjects - error, subjects + (raters - error) / n),
            IccForm::ConsistencyMean => (subjects - error, subjects),
        };
        if below > 0.0 {
            return Ok(above / below);
        }
        // A mean over raters tells subjects apart by their variance alone: without any there is nothing to tell.
        Err(if self.exact.subjects == 0 { WhyNot::NoVariance } else { WhyNot::NegativeVariance })
    }

    fn interval(&self, form: IccForm) -> Result<(f64, f64), WhyNot> {
        let Self { n, k, ms: MeanSquares { subjects, within, error, .. }, exact, .. } = *self;
        let subject_df = n - 1.0;
        // Limits of the ratio of mean squares, from which those of the correlation follow.
        let limits = |divisor: f64, df: f64| {
            let f = subjects / divisor;
            let quantile = |df1, df2| f_upper_quantile(self.tail, df1, df2).ok_or(WhyNot::TooLarge);
            Ok((f / quantile(subject_df, df)?, f * quantile(df, subject_df)?))
        };
        let one = |(low, high): (f64, f64)| ((low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0));
        let mean = |(low, high): (f64, f64)| (1.0 - 1.0 / low, 1.0 - 1.0 / high);
        let (divisor, df) = match form {
            IccForm::Agreement | IccForm::AgreementMean => return self.agreement_interval(form),
            IccForm::OneWay | IccForm::OneWayMean if exact.within == 0 => return Err(WhyNot::NoError),
            IccForm::OneWay | IccForm::OneWayMean => (within, n * (k - 1.0)),
            _ if exact.error == 0 => return Err(WhyNot::NoError),
            _ => (error, (n - 1.0) * (k - 1.0)),
        };
        let limits = limits(divisor, df)?;
        Ok(if matches!(form, IccForm::OneWay | IccForm::Consistency) { one(limits) } else { mean(limits) })
    }

    /// The interval of the agreement forms: Satterthwaite's degrees of freedom v of `a MS_raters + b MS_error` (McGraw and Wong
    /// 1996, table 7). `ICC(A,k)` has the a and b of `ICC(A,1)`, because it is that one stepped up.
    fn agreement_interval(&self, form: IccForm) -> Result<(f64, f64), WhyNot> {
        let Self { n, k, ms: MeanSquares { subjects, raters, error, .. }, exact, tail } = *self;
        if exact.within == 0 {
            return Err(WhyNot::NoError);
        }
        let rho = self.value(IccForm::Agreement)?;
        let a = k * rho / (n * (1.0 - rho));
        let b = 1.0 + k * rho * (n - 1.0) / (n * (1.0 - rho));
        let sum = a * raters + b * error;
        let parts = (a * raters) * (a * raters) / (k - 1.0) + (b * error) * (b * error) / ((n - 1.0) * (k - 1.0));
        let df = sum * sum / parts;
        let quantile = |df1, df2| f_upper_quantile(tail, df1, df2).ok_or(WhyNot::NegativeVariance);
        let (lower, upper) = (quantile(n - 1.0, df)?, quantile(df, n - 1.0)?);
        let limit = |f: f64, top: f64| {
            let below = match form {
                IccForm::AgreementMean => f * (raters - error),
                _ => f * (k * raters + (k * n - k - n) * error),
            };
            (top, below)
        };
        // The lower limit divides subjects by F, the upper one multiplies them by it: one formula in subjects / F.
        let (low_top, low_below) = limit(lower, n * (subjects - lower * error));
        let (high_top, high_below) = limit(1.0, n * (upper * subjects - error));
        let (low_below, high_below) = (low_below + n * subjects, high_below + n * upper * subjects);
        if low_below > 0.0 && high_below > 0.0 {
            Ok((low_top / low_below, high_top / high_below))
        } else {
            Err(WhyNot::NegativeVariance)
        }
    }
}

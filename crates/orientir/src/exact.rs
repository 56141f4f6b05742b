//! Exact numbers: a decimal as a definition writes it, and a fraction as a score is.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number as it stands in a definition: `units / 10^places`.
///
/// Decimals compare and hash by value because they are kept without trailing zeros.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    units: i64,
    places: u8,
}

impl Decimal {
    /// The most digits after the point.
    pub const MAX_PLACES: u8 = 6;
    /// The largest absolute value of the units.
    pub const MAX_UNITS: i64 = 1_000_000_000_000;

    /// The decimal that a text such as `-12.50` writes; none if it is not one or has too many digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let numeric = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !numeric(whole) || !numeric(part) {
            return None;
        }
        let part = part.trim_end_matches('0');
        let places = u8::try_from(part.len()).ok().filter(|p| *p <= Self::MAX_PLACES)?;
        let units: i64 = format!("{whole}{part}").parse().ok()?;
        let places = if units == 0 { 0 } else { places };
        (units <= Self::MAX_UNITS).then_some(Self { units: sign * units, places })
    }

    /// The decimal that a JSON number writes.
    pub(crate) fn from_json(number: &serde_json::Number) -> Option<Self> {
        // A float prints without an exponent, unlike a JSON number.
        match number.as_i64() {
            Some(whole) => Self::parse(&whole.to_string()),
            None => Self::parse(&number.as_f64()?.to_string()),
        }
    }

    /// The decimal nearest to a number, with as many places as there may be; none for what is too large or no number.
    pub fn nearest(value: f64) -> Option<Self> {
        value
            .is_finite()
            .then(|| format!("{value:.*}", usize::from(Self::MAX_PLACES)))
            .and_then(|text| Self::parse(&text))
    }

    /// The largest decimal that is not above a fraction.
    pub fn below(value: Ratio) -> Option<Self> {
        let units = value.times(Ratio::whole(10_i64.pow(u32::from(Self::MAX_PLACES))))?.floor();
        let places = 10_i64.pow(u32::from(Self::MAX_PLACES));
        let sign = if units < 0 { "-" } else { "" };
        let units = units.unsigned_abs();
        let places = places.unsigned_abs();
        Self::parse(&format!(
            "{sign}{}.{:0width$}",
            units / places,
            units % places,
            width = usize::from(Self::MAX_PLACES)
        ))
    }

    /// The same number as a fraction.
    pub fn ratio(self) -> Ratio {
        Ratio::new(self.units, 10_i64.pow(u32::from(self.places)))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.units);
        }
        let scale = 10_u64.pow(u32::from(self.places));
        let magnitude = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:0width$}", magnitude / scale, magnitude % scale, width = usize::from(self.places))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// An exact fraction in lowest terms with a positive denominator.
///
/// A float is made from it once, by one division ([`Ratio::to_f64`]). Arithmetic is checked: `None` means that the
/// result does not fit 64 bits over 64 bits, or that the divisor is zero.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `numerator / denominator`; a denominator of zero counts as one (callers divide by known positive numbers).
    pub fn new(numerator: i64, denominator: i64) -> Self {
        if denominator == 1 {
            return Self { numerator, denominator };
        }
        Self::from_wide(i128::from(numerator), i128::from(denominator)).unwrap_or(Self { numerator, denominator: 1 })
    }

    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self { numerator: value, denominator: 1 }
    }

    fn from_wide(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let (mut a, mut b) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let gcd = i128::try_from(a.max(1)).ok()? * denominator.signum();
        let numerator = i64::try_from(numerator / gcd).ok()?;
        Some(Self { numerator, denominator: i64::try_from(denominator / gcd).ok()? })
    }

    /// The numerator in lowest terms.
    pub const fn numerator(self) -> i64 {
        self.numerator
    }

    /// The denominator in lowest terms; positive.
    pub const fn denominator(self) -> i64 {
        self.denominator
    }

    /// The nearest float: one division of two integers, each exact below 2^53.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return self.numerator.checked_add(other.numerator).map(Self::whole);
        }
        let (a, b) = (i128::from(self.numerator), i128::from(other.numerator));
        let (c, d) = (i128::from(self.denominator), i128::from(other.denominator));
        Self::from_wide(a.checked_mul(d)?.checked_add(b.checked_mul(c)?)?, c.checked_mul(d)?)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { numerator: other.numerator.checked_neg()?, denominator: other.denominator })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        let (a, b) = (i128::from(self.numerator), i128::from(other.numerator));
        let (c, d) = (i128::from(self.denominator), i128::from(other.denominator));
        Self::from_wide(a * b, c * d)
    }

    /// The quotient.
    pub fn over(self, other: Self) -> Option<Self> {
        let (a, b) = (i128::from(self.numerator), i128::from(other.numerator));
        let (c, d) = (i128::from(self.denominator), i128::from(other.denominator));
        Self::from_wide(a * d, c * b)
    }

    /// The largest whole number that is not above this one.
    pub const fn floor(self) -> i64 {
        self.numerator.div_euclid(self.denominator)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        let right = i128::from(other.numerator) * i128::from(self.denominator);
        left.cmp(&right)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

//! Codes: what a field takes, as small numbers. The one place where a token becomes a cell.
//!
//! A cell is the index of a code: values first, then codes apart ("never did it"), and special cells at the top of the
//! range for answers that are not there. Byte columns carry the same cells; their special ones are the top of a byte.

use orientir_kernel::{MAX_VALUES, Run};

use crate::definition::{Definition, Response};
use crate::exact::{Decimal, Ratio};

/// The index of a code, or a special cell.
pub type Cell = u16;

/// No answer.
pub const MISSING: Cell = 0xFFFF;
/// The person refused to answer.
pub const REFUSED: Cell = 0xFFFE;
/// The question does not apply to the person.
pub const NOT_APPLICABLE: Cell = 0xFFFD;
/// The question was not asked.
pub const NOT_ADMINISTERED: Cell = 0xFFFC;
/// A token that is none of the codes.
pub const INVALID: Cell = 0xFFFB;
/// The first special cell.
pub const FIRST_SPECIAL: Cell = 0xFFF0;
/// The first special cell of a byte column.
pub const FIRST_SPECIAL_BYTE: u8 = 0xF0;

/// The cell that a byte of a byte column stands for.
pub const fn widen(byte: u8) -> Cell {
    if byte >= FIRST_SPECIAL_BYTE { 0xFF00 | byte as Cell } else { byte as Cell }
}

/// Words for answers that are not there, in every language; a definition cannot use them as codes.
const SPECIAL_WORDS: &[(&str, Cell)] = &[
    ("refused", REFUSED),
    ("отказ", REFUSED),
    ("отказался", REFUSED),
    ("отказалась", REFUSED),
    ("atsisakė", REFUSED),
    ("not_applicable", NOT_APPLICABLE),
    ("not_administered", NOT_ADMINISTERED),
];

/// What is read as a minus before a number: hyphens, dashes and the minus sign, as word processors write them.
const MINUS: [char; 10] =
    ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{fe63}', '\u{ff0d}'];

/// Whether a token is such a word.
pub(crate) fn is_special(token: &str) -> bool {
    SPECIAL_WORDS.iter().any(|(word, _)| *word == token)
}

/// Why a token is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misread {
    Unknown,
    OutOfRange,
    OffStep,
}

/// Equally spaced values: the value of index `i` is `(base + i * step) / denominator`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Grid {
    pub(crate) base: i64,
    pub(crate) step: i64,
    pub(crate) denominator: i64,
    /// How many indices there are, marks beyond the end of a line included.
    pub(crate) count: Cell,
    /// How many of them are proper values; the rest count as the last of these.
    pub(crate) proper: Cell,
    /// Indices that no answer may take.
    holes: Vec<Cell>,
}

impl Grid {
    fn new(base: Ratio, step: Ratio, count: i64, proper: i64) -> Option<Self> {
        let denominator = base.denominator().checked_mul(step.denominator())?;
        let units = |r: Ratio| r.numerator().checked_mul(denominator / r.denominator());
        let cell = |n: i64| Cell::try_from(n).ok().filter(|n| usize::from(*n) <= Definition::MAX_CODES);
        Some(Self {
            base: units(base)?,
            step: units(step)?,
            denominator,
            count: cell(count)?,
            proper: cell(proper)?,
            holes: Vec::new(),
        })
    }

    /// The numerator of the value of an index.
    pub(crate) fn units(&self, index: Cell) -> i64 {
        self.base + i64::from(index.min(self.proper.saturating_sub(1))) * self.step
    }

    fn printed(&self, index: Cell) -> Ratio {
        Ratio::new(self.base + i64::from(index) * self.step, self.denominator)
    }

    /// The index of a number.
    fn index(&self, number: Ratio) -> Result<Cell, Misread> {
        let steps = number
            .minus(Ratio::new(self.base, self.denominator))
            .and_then(|offset| offset.over(Ratio::new(self.step, self.denominator)))
            .ok_or(Misread::OutOfRange)?;
        if steps < Ratio::ZERO || steps > Ratio::whole(i64::from(self.count) - 1) {
            return Err(Misread::OutOfRange);
        }
        if steps.denominator() != 1 {
            return Err(Misread::OffStep);
        }
        let index = Cell::try_from(steps.numerator()).map_err(|_| Misread::OutOfRange)?;
        if self.holes.contains(&index) { Err(Misread::Unknown) } else { Ok(index) }
    }

    /// The index of a number as [`numeral`] writes it.
    fn read(&self, numeral: &str) -> Result<Cell, Misread> {
        match Decimal::parse(numeral) {
            Some(number) => self.index(number.ratio()),
            None => Err(self.between(numeral)),
        }
    }

    /// Why a number with more digits than a decimal may have, such as `0.30000000000000004`, is no value.
    fn between(&self, numeral: &str) -> Misread {
        let bare = numeral.strip_prefix('-').unwrap_or(numeral);
        let plain =
            bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !bare.starts_with('.') && !bare.ends_with('.');
        let end = |index| self.printed(index).to_f64();
        match numeral.parse::<f64>() {
            Ok(number) if plain && (end(0)..=end(self.count.saturating_sub(1))).contains(&number) => Misread::OffStep,
            Ok(_) if plain => Misread::OutOfRange,
            _ => Misread::Unknown,
        }
    }

    /// The index nearest to a mark on a line of another printed length; halves go up.
    pub(crate) fn rescaled(&self, index: Cell, measured: Ratio) -> Option<Cell> {
        let first = Ratio::new(self.base, self.denominator);
        let nominal = self.printed(self.proper.saturating_sub(1)).minus(first)?;
        let value = self.printed(index).minus(first)?.times(nominal)?.over(measured)?;
        let steps = value.over(Ratio::new(self.step, self.denominator))?.plus(Ratio::new(1, 2))?.floor();
        Cell::try_from(steps).ok().filter(|i| *i < self.count)
    }
}

/// The codes of one response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Codes {
    pub(crate) grid: Option<Grid>,
    /// Named codes: the options of a choice, then codes apart.
    named: Vec<String>,
    /// Other signs for a code.
    readings: Vec<(String, Cell)>,
    /// Cells below this are values; from here on codes apart.
    pub(crate) values: Cell,
    /// Cells below this are codes.
    pub(crate) count: Cell,
    /// Whether this is free text, whose cells only tell that something was written.
    pub(crate) written: bool,
    /// What is allowed, as messages name it.
    pub(crate) allowed: String,
    pub(crate) step: Option<Decimal>,
    /// The whole numbers that are codes, where no other number is one and they are the first cells.
    pub(crate) run: Option<Run>,
}

impl Codes {
    /// The codes of a response; none if its numbers make no sense (reported by `check`).
    pub(crate) fn new(response: &Response) -> Option<Self> {
        let whole = |from: i64, to: i64| {
            let count = to.checked_sub(from)?.checked_add(1).filter(|n| *n >= 1)?;
            Grid::new(Ratio::whole(from), Ratio::whole(1), count, count)
        };
        let mut codes = Self {
            grid: None,
            named: Vec::new(),
            readings: Vec::new(),
            values: 0,
            count: 0,
            written: false,
            allowed: String::new(),
            step: None,
            run: None,
        };
        let mut apart: Vec<(&str, &[String])> = Vec::new();
        match response {
            Response::Choice(choice) | Response::Matching(choice) => {
                for option in choice.options.iter().filter(|o| o.apart.is_none()) {
                    codes.push(&option.code, &option.read_also);
                }
                let aside = choice.options.iter().filter(|o| o.apart.is_some());
                apart.extend(aside.map(|o| (o.code.as_str(), o.read_also.as_slice())));
            }
            Response::Rating(rating) => {
                let mut grid = whole(rating.from, rating.to)?;
                grid.holes = rating.without.iter().filter_map(|n| grid.index(Ratio::whole(*n)).ok()).collect();
                codes.grid = Some(grid);
                apart.extend(rating.apart.iter().map(|a| (a.code.as_str(), a.read_also.as_slice())));
            }
            Response::Bipolar(bipolar) => {
                codes.grid = Some(whole(1, i64::from(bipolar.positions))?);
                codes.readings = sided_readings(bipolar.positions);
                apart.extend(bipolar.apart.iter().map(|a| (a.code.as_str(), a.read_also.as_slice())));
            }
            Response::Analog(analog) => {
                let (from, to, step) = (analog.from.ratio(), analog.to.ratio(), analog.step.ratio());
                let steps = |end: Ratio| -> Option<i64> {
                    let n = end.minus(from)?.over(step)?;
                    (n.denominator() == 1 && n > Ratio::ZERO).then(|| n.numerator() + 1)
                };
                let proper = steps(to)?;
                let count = analog.overflow.as_ref().map_or(Some(proper), |o| steps(o.to.ratio()))?;
                codes.grid = Some(Grid::new(from, step, count.max(proper), proper)?);
                codes.step = Some(analog.step);
                apart.extend(analog.apart.iter().map(|a| (a.code.as_str(), a.read_also.as_slice())));
            }
            Response::Points(points) => points.codes.iter().for_each(|give| codes.push(&give.code, &[])),
            Response::Choose(_) => codes.grid = Some(whole(0, 1)?),
            Response::Ranking(ranking) => codes.grid = Some(whole(1, i64::from(ranking.of))?),
            Response::Count(count) => codes.grid = Some(whole(0, i64::from(count.to))?),
            Response::Text(_) => codes.written = true,
        }
        codes.values = codes.grid.as_ref().map_or(Cell::try_from(codes.named.len()).ok()?, |g| g.count);
        for (code, read_also) in apart {
            codes.push(code, read_also);
        }
        codes.count = if codes.written { 1 } else { codes.first_named()? + Cell::try_from(codes.named.len()).ok()? };
        codes.allowed = codes.describe();
        codes.run = codes.find_run();
        Some(codes)
    }

    fn first_named(&self) -> Option<Cell> {
        self.grid.as_ref().map_or(Some(0), |g| Some(g.count))
    }

    fn push(&mut self, code: &str, read_also: &[String]) {
        let first = self.grid.as_ref().map_or(0, |g| g.count);
        let Some(cell) = Cell::try_from(self.named.len()).ok().and_then(|n| n.checked_add(first)) else { return };
        self.named.push(code.to_owned());
        self.readings.extend(read_also.iter().map(|sign| (sign.clone(), cell)));
    }

    /// PERF: columns of numbers become cells by a subtraction where the codes allow it.
    fn find_run(&self) -> Option<Run> {
        let is_number = |sign: &str| Decimal::parse(sign).is_some();
        let (first, count) = match &self.grid {
            _ if self.written || self.count > Cell::from(MAX_VALUES) => return None,
            Some(grid) => {
                let whole = grid.step == grid.denominator && grid.base % grid.denominator == 0;
                let plain = whole && grid.holes.is_empty() && !self.signs().any(is_number);
                (plain.then_some(grid.base / grid.denominator)?, grid.count)
            }
            None => {
                let first: i64 = self.named.first()?.parse().ok()?;
                let follows = |(code, number): &(&String, i64)| **code == number.to_string();
                let count = self.named.iter().zip(first..).take_while(follows).count();
                let rest = self.named.iter().skip(count).chain(self.readings.iter().map(|(sign, _)| sign));
                if count == 0 || rest.into_iter().any(|sign| is_number(sign)) {
                    return None;
                }
                (first, Cell::try_from(count).ok()?)
            }
        };
        Some(Run { first: i32::try_from(first).ok()?, count: u8::try_from(count).ok()? })
    }

    fn describe(&self) -> String {
        let numbers = self.grid.as_ref().map(|grid| {
            let last = grid.printed(grid.count.saturating_sub(1)).to_f64();
            format!("{}..={last}", grid.printed(0).to_f64())
        });
        numbers.into_iter().chain(self.named.iter().map(|code| format!("`{code}`"))).collect::<Vec<_>>().join(", ")
    }

    /// Every code and reading, for the check that they can be told apart.
    pub(crate) fn signs(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(String::as_str).chain(self.readings.iter().map(|(sign, _)| sign.as_str()))
    }

    /// The cell of a token. Empty and blank tokens are missing answers.
    pub(crate) fn read(&self, token: &str) -> Result<Cell, Misread> {
        let token = token.trim();
        if token.is_empty() {
            return Ok(MISSING);
        }
        if let Some((_, cell)) = SPECIAL_WORDS.iter().find(|(word, _)| *word == token) {
            return Ok(*cell);
        }
        if self.written {
            return Ok(0);
        }
        if let Some(cell) = self.named_cell(token).or_else(|| self.dash_cell(token)) {
            return Ok(cell);
        }
        let Some(grid) = &self.grid else { return Err(Misread::Unknown) };
        numeral(token).map_or(Err(Misread::Unknown), |numeral| grid.read(&numeral))
    }

    fn named_cell(&self, token: &str) -> Option<Cell> {
        let first = self.grid.as_ref().map_or(0, |g| g.count);
        let named = self.named.iter().position(|code| code == token);
        let named = named.and_then(|i| Cell::try_from(i).ok()).map(|i| i + first);
        named.or_else(|| self.readings.iter().find(|(sign, _)| sign == token).map(|(_, cell)| *cell))
    }

    /// The cell of a dash where one dash is a code: word processors write it as they like.
    fn dash_cell(&self, token: &str) -> Option<Cell> {
        let dash = |text: &str| text.chars().count() == 1 && text.starts_with(MINUS);
        if !dash(token) {
            return None;
        }
        let mut cells = self.signs().filter(|sign| dash(sign)).filter_map(|sign| self.named_cell(sign));
        let first = cells.next()?;
        cells.all(|cell| cell == first).then_some(first)
    }

    /// The cell of a number: the same as that of its text.
    pub(crate) fn number(&self, number: Ratio) -> Result<Cell, Misread> {
        match &self.grid {
            // PERF: most numbers need no text, since no sign of their codes is a number.
            Some(grid) if !self.signs().any(|sign| Decimal::parse(sign).is_some()) => grid.index(number),
            Some(grid) => self.named_cell(&number.to_string()).map_or_else(|| grid.index(number), Ok),
            None => self.read(&number.to_string()),
        }
    }

    /// The code of a cell as it is written; empty for special cells.
    pub(crate) fn text(&self, cell: Cell) -> String {
        let first = self.grid.as_ref().map_or(0, |g| g.count);
        match &self.grid {
            Some(grid) if cell < first => grid.printed(cell).to_f64().to_string(),
            _ => usize::from(cell)
                .checked_sub(usize::from(first))
                .and_then(|i| self.named.get(i))
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// The number of a cell as it is written on the form; none for other codes, and for marks beyond the end of a line.
    pub(crate) fn printed(&self, cell: Cell) -> Option<Ratio> {
        let grid = self.grid.as_ref().filter(|grid| cell < grid.proper && self.is_code(cell))?;
        Some(grid.printed(cell))
    }

    /// Whether a cell may be an answer: inside the codes and no hole.
    pub(crate) fn is_code(&self, cell: Cell) -> bool {
        cell < self.count && self.grid.as_ref().is_none_or(|grid| !grid.holes.contains(&cell))
    }

    /// The value of a cell for comparing raters: the number of a code, or its place among named codes. None for codes apart,
    /// free text and answers that are not there.
    #[cfg(feature = "fit")]
    pub(crate) fn value(&self, cell: Cell) -> Option<Ratio> {
        match &self.grid {
            _ if cell >= self.values || self.written => None,
            Some(grid) => Some(Ratio::new(grid.units(cell), grid.denominator)),
            None => Some(Ratio::whole(i64::from(cell))),
        }
    }

    /// Whether a cell is a mark beyond the end of a line.
    pub(crate) fn overflows(&self, cell: Cell) -> bool {
        self.grid.as_ref().is_some_and(|grid| cell >= grid.proper && cell < grid.count)
    }
}

/// A number with a hyphen for its minus and a point for its comma. None with noughts in front, and for `1,000`, which may be
/// one or a thousand.
fn numeral(token: &str) -> Option<String> {
    let unsigned = token.strip_prefix(MINUS).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let (sign, digits) = unsigned.map_or(("", token), |digits| ("-", digits));
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") && !digits.starts_with("0,");
    let thousands = |(whole, part): (&str, &str)| part.len() == 3 && whole.len() <= 3 && whole != "0";
    let ambiguous = digits.split_once(',').is_some_and(thousands);
    (!padded && !ambiguous).then(|| format!("{sign}{}", digits.replacen(',', ".", 1)))
}

/// `L3 .. L1 0 R1 .. R3` for a row of seven places, printed with a middle; also by the first letters of "left" and "right" in
/// Russian and Lithuanian.
fn sided_readings(positions: u32) -> Vec<(String, Cell)> {
    let Ok(positions) = Cell::try_from(positions) else { return Vec::new() };
    if positions % 2 == 0 {
        return Vec::new();
    }
    let middle = positions / 2;
    let sides = [("L", "R"), ("Л", "П"), ("K", "D")];
    let signs = |i: Cell| {
        sides.into_iter().map(move |(left, right)| match i.cmp(&middle) {
            std::cmp::Ordering::Less => (format!("{left}{}", middle - i), i),
            std::cmp::Ordering::Equal => ("0".to_owned(), i),
            std::cmp::Ordering::Greater => (format!("{right}{}", i - middle), i),
        })
    };
    let mut readings: Vec<(String, Cell)> = (0..positions).flat_map(signs).collect();
    // The middle has one sign.
    readings.dedup();
    readings
}

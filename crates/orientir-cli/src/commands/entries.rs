//! Two entries of the same paper sheets: rows matched by key, columns by name, cells compared, and how often they differ.
//! Pure: it knows neither files nor what is the same answer.

use std::collections::{BTreeMap, BTreeSet};

use orientir::{Code, Error, Key};

/// The columns that tell rows apart, in the order in which they are written.
const KEYS: [&str; 4] = ["id", "occasion", "rater", "date"];

/// Rows with their keys.
type Keyed<'t> = Vec<(Vec<String>, &'t [&'t str])>;

/// One of the two tables.
#[derive(Debug)]
pub struct Table<'t> {
    /// The names of its columns, without the blanks around them.
    pub header: Vec<&'t str>,
    /// Its rows.
    pub rows: Vec<Vec<&'t str>>,
}

impl<'t> Table<'t> {
    /// The places of key columns.
    pub fn keys(&self) -> BTreeMap<&'static str, usize> {
        let place = |name: &&str| self.header.iter().position(|header| header.to_lowercase() == *name);
        KEYS.iter().filter_map(|name| place(name).map(|place| (*name, place))).collect()
    }

    /// Names that stand over two columns.
    pub fn repeated(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        self.header.iter().filter(|name| !name.is_empty() && !seen.insert(name.to_lowercase())).copied().collect()
    }

    /// The rows by key, in their order. A row without an id, with more or fewer cells than the header, or with the key of
    /// a row before it is told and passed over. Where the table has no ids, the number of the row is one.
    fn keyed(&'t self, keys: &[&'static str]) -> (Keyed<'t>, Vec<Error>) {
        let places = self.keys();
        let (mut rows, mut faults) = (Keyed::new(), Vec::new());
        let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (number, row) in (1..).zip(&self.rows).filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty())) {
            if row.len() != self.header.len() {
                let fault = Error::new(Code::RaggedRow, "").in_cell(number, "");
                faults.push(fault.with("found", row.len()).with("expected", self.header.len()));
                continue;
            }
            let cell = |name: &str| places.get(name).and_then(|place| row.get(*place)).copied().unwrap_or_default();
            let part = |name: &&'static str| match (*name, spaced(cell(name))) {
                ("id", _) if !places.contains_key("id") => number.to_string(),
                ("occasion", blank) if blank.is_empty() => "1".to_owned(),
                (_, text) => text,
            };
            let key: Vec<String> = keys.iter().map(part).collect();
            if key.first().is_none_or(String::is_empty) {
                let fault = Error::new(Code::BadCovariate, "").in_cell(number, "id").with("column", "id");
                let fault = fault.with_answer("answer", "").with("allowed", "the name or number of a person");
                faults.push(fault.with("passed", number));
            } else if let Some(first) = seen.get(&key) {
                let name = Key { id: key.join(", "), occasion: 1, ..Key::default() };
                let fault = Error::new(Code::RepeatedKey, "").in_cell(number, "").with_key(&name);
                faults.push(fault.with("first", first).with("second", number));
            } else {
                seen.insert(key.clone(), number);
                rows.push((key, row.as_slice()));
            }
        }
        (rows, faults)
    }
}

/// A text with single blanks between its words.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key columns that both tables have; the id is always one of them.
pub fn shared_keys(first: &Table, second: &Table) -> Vec<&'static str> {
    let (one, other) = (first.keys(), second.keys());
    KEYS.into_iter().filter(|name| *name == "id" || one.contains_key(name) && other.contains_key(name)).collect()
}

/// A column by its name, and its places in the two tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Where it stands in the first table and in the second.
    pub places: (usize, usize),
}

/// Which columns are compared.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Those of both tables, in the order of the first.
    pub both: Vec<Column>,
    /// Those of one table.
    pub only: (Vec<String>, Vec<String>),
}

impl Columns {
    /// Pairs columns by name.
    pub fn pair(first: &[(String, usize)], second: &[(String, usize)]) -> Self {
        let mut columns = Self::default();
        for (name, place) in first {
            match second.iter().find(|(other, _)| other == name) {
                Some((_, other)) => columns.both.push(Column { name: name.clone(), places: (*place, *other) }),
                None => columns.only.0.push(name.clone()),
            }
        }
        let alone = second.iter().filter(|(name, _)| !first.iter().any(|(other, _)| other == name));
        columns.only.1.extend(alone.map(|(name, _)| name.clone()));
        columns
    }
}

/// A cell in which the two entries differ.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// The key of its row.
    pub key: Vec<String>,
    /// The number of its column among those compared.
    pub column: usize,
    /// What was typed first.
    pub first: String,
    /// What was typed second.
    pub second: String,
}

/// What comparing two entries gives.
#[derive(Debug, Default)]
pub struct Comparison {
    /// In the order of the first table.
    pub differences: Vec<Difference>,
    /// How many rows are in both tables.
    pub rows: usize,
    /// The keys of rows in one table only.
    pub only: (Vec<Vec<String>>, Vec<Vec<String>>),
    /// What is wrong with rows of each table.
    pub faults: (Vec<Error>, Vec<Error>),
    /// How many cells were compared: every column of every common row, blank ones too.
    pub cells: usize,
}

impl Comparison {
    /// Compares the rows that both tables have. `same` is asked of the number of a column and the two cells.
    pub fn of(
        first: &Table,
        second: &Table,
        keys: &[&'static str],
        columns: &[Column],
        same: impl Fn(usize, &str, &str) -> bool,
    ) -> Self {
        let (rows, first_faults) = first.keyed(keys);
        let (others, second_faults) = second.keyed(keys);
        let mut comparison = Self { faults: (first_faults, second_faults), ..Self::default() };
        let mut left: BTreeMap<&[String], &[&str]> = others.iter().map(|(key, row)| (key.as_slice(), *row)).collect();
        for (key, row) in &rows {
            let Some(other) = left.remove(key.as_slice()) else {
                comparison.only.0.push(key.clone());
                continue;
            };
            comparison.rows += 1;
            comparison.cells += columns.len();
            for (number, column) in columns.iter().enumerate() {
                let cell = |row: &[&str], place: usize| row.get(place).map_or("", |cell| cell.trim()).to_owned();
                let (one, two) = (cell(row, column.places.0), cell(other, column.places.1));
                if !same(number, &one, &two) {
                    let difference = Difference { key: key.clone(), column: number, first: one, second: two };
                    comparison.differences.push(difference);
                }
            }
        }
        let alone = others.iter().map(|(key, _)| key).filter(|key| left.contains_key(key.as_slice()));
        comparison.only.1.extend(alone.cloned());
        comparison
    }

    /// How many rows have a difference.
    pub fn rows_with_differences(&self) -> usize {
        self.differences.iter().map(|difference| &difference.key).collect::<BTreeSet<_>>().len()
    }

    /// The columns with differences by their numbers, the most first, and how many there are.
    pub fn worst(&self) -> Vec<(usize, usize)> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for difference in &self.differences {
            *counts.entry(difference.column).or_default() += 1;
        }
        let mut counts: Vec<(usize, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(column, count)| (std::cmp::Reverse(*count), *column));
        counts
    }

    /// The share of the cells that differ with its interval. None where no cell was compared.
    pub fn rate(&self) -> Option<(f64, (f64, f64))> {
        let interval = wilson(self.differences.len(), self.cells)?;
        Some((self.differences.len() as f64 / self.cells as f64, interval))
    }
}

/// The 95 % interval of a share of `x` in `n` (Wilson 1927, Journal of the American Statistical Association 22, 209-212,
/// doi 10.1080/01621459.1927.10502953), with p = x / n and z the 0.975 quantile of the normal distribution:
///
/// (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
///
/// It takes the cells as independent. Slips come in runs (a row shifted by one), so the true interval is wider.
pub fn wilson(x: usize, n: usize) -> Option<(f64, f64)> {
    const Z: f64 = 1.959_963_984_540_054;
    if n == 0 || x > n {
        return None;
    }
    let (share, number) = (x as f64 / n as f64, n as f64);
    let whole = 1.0 + Z * Z / number;
    let middle = (share + Z * Z / (2.0 * number)) / whole;
    let half = Z / whole * (share * (1.0 - share) / number + Z * Z / (4.0 * number * number)).sqrt();
    // At the ends the interval touches 0 and 1 exactly, which rounding must not hide.
    let low = if x == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if x == n { 1.0 } else { (middle + half).min(1.0) };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table<'_> {
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        Table { header: lines.next().unwrap_or_default(), rows: lines.collect() }
    }

    fn all(table: &Table, keys: &[&str]) -> Vec<(String, usize)> {
        let names = table.header.iter().enumerate().filter(|(_, name)| !keys.contains(*name));
        names.map(|(place, name)| ((*name).to_owned(), place)).collect()
    }

    fn compared(first: &str, second: &str) -> (Comparison, Columns) {
        let (first, second) = (table(first), table(second));
        let keys = shared_keys(&first, &second);
        let columns = Columns::pair(&all(&first, &keys), &all(&second, &keys));
        (Comparison::of(&first, &second, &keys, &columns.both, |_, one, two| one == two), columns)
    }

    #[test]
    fn order_of_rows_and_columns_is_irrelevant() {
        let (comparison, columns) =
            compared("id,1,2,note\n01,a,b,x\n02,a,a,\n03,b,b,", "2,id,1\nb,02,a\nb,01,a\nb,04,b");
        assert_eq!(columns.both.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(columns.only, (vec!["note".to_owned()], vec![]));
        let expected =
            Difference { key: vec!["02".to_owned()], column: 1, first: "a".to_owned(), second: "b".to_owned() };
        assert_eq!(comparison.differences, [expected]);
        assert_eq!((comparison.rows, comparison.cells, comparison.rows_with_differences()), (2, 4, 1));
        assert_eq!(comparison.only, (vec![vec!["03".to_owned()]], vec![vec!["04".to_owned()]]));
        assert_eq!(comparison.worst(), [(1, 1)]);
    }

    #[test]
    fn keys_are_what_both_tables_have() {
        let (comparison, _) = compared("ID,occasion,date,1\n1,,x,a\n1,2,y,b", "occasion,id,1\n2,1,b\n1,1,a");
        assert_eq!((comparison.rows, comparison.differences.len()), (2, 0));
        let (comparison, _) = compared("1,2\na,b\na,a", "1,2\na,b\nb,a");
        assert_eq!(comparison.differences.iter().map(|d| d.key.join("")).collect::<Vec<_>>(), ["2"], "no id: the row");
    }

    #[test]
    fn rows_that_cannot_be_matched_are_told_and_passed_over() {
        let (comparison, _) = compared("id,1\n01,a\n01,b\n,a\n02,a,a\n,\n Анна  И,b", "id,1\n01,a\nАнна И,b");
        let codes: Vec<Code> = comparison.faults.0.iter().map(Error::code).collect();
        assert_eq!(codes, [Code::RepeatedKey, Code::BadCovariate, Code::RaggedRow]);
        assert!(comparison.faults.1.is_empty());
        assert_eq!((comparison.rows, comparison.differences.len()), (2, 0));
        assert_eq!(table("id,1, ,1,,").repeated(), ["1"]);
    }

    #[test]
    fn the_worst_columns_come_first() {
        let (comparison, _) = compared("id,1,2,3\n1,a,a,a\n2,a,a,a", "id,1,2,3\n1,a,b,b\n2,a,a,b");
        assert_eq!(comparison.worst(), [(2, 2), (1, 1)]);
        assert_eq!((comparison.rows_with_differences(), comparison.cells), (2, 6));
    }

    /// 3 of 200 by hand: p = 0.015, z² = 3.841459, z²/n = 0.01920729, 1 + z²/n = 1.01920729.
    /// Middle: (0.015 + 0.009603647) / 1.01920729 = 0.02413998.
    /// Root: 0.015 × 0.985 / 200 = 0.000073875, z²/4n² = 0.000024009, together 0.000097884, root 0.00989364.
    /// Half: 1.959964 × 0.00989364 / 1.01920729 = 0.01902575. So 0.00511424 to 0.04316573.
    /// 0 of 10: high = (z²/n) / (1 + z²/n) = 0.38414588 / 1.38414588 = 0.27753280.
    #[test]
    fn the_interval_by_hand() {
        let near = |found: Option<(f64, f64)>, low: f64, high: f64| {
            found.is_some_and(|(l, h)| (l - low).abs() < 1e-8 && (h - high).abs() < 1e-8)
        };
        assert!(near(wilson(3, 200), 0.005_114_24, 0.043_165_73), "{:?}", wilson(3, 200));
        assert!(near(wilson(0, 10), 0.0, 0.277_532_80), "{:?}", wilson(0, 10));
        assert!(near(wilson(10, 10), 1.0 - 0.277_532_80, 1.0), "{:?}", wilson(10, 10));
        assert_eq!(wilson(0, 10).map(|(low, _)| low.to_bits()), Some(0.0_f64.to_bits()));
        assert_eq!((wilson(0, 0), wilson(2, 1)), (None, None));
    }
}

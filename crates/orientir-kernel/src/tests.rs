//! The kernel against a plain reading of its promises, over random small inputs.

use crate::{
    BLOCK, INVALID, Lookup, MAX_VALUES, MISSING, Marks, Run, Scale, Term, any_invalid, blank_bits, blank_flags,
    cells_f32, cells_f64, cells_i8, cells_i16, cells_i32, cells_i64, cells_u8, cells_u16, cells_u32, cells_u64,
    gather_f64, gather_u8, gather_u16, rows_with,
};

const MARKS: Marks = Marks { minimum: 2, complete: 0, partial: 10, short: 77, other: 255 };

/// xorshift64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }

    fn byte(&mut self, n: u64) -> u8 {
        u8::try_from(self.below(n)).unwrap_or(u8::MAX)
    }

    /// Mostly values and missing answers; `odd` in 1000 cells are anything.
    fn cell(&mut self, values: u8, odd: u64) -> u8 {
        match self.below(1000) {
            n if n < odd => self.byte(256),
            n if n < odd + 60 => MISSING,
            _ => self.byte(u64::from(values)),
        }
    }

    fn columns(&mut self, terms: usize, rows: usize, values: u8, odd: u64) -> Vec<(Vec<u8>, bool)> {
        let mut column = || ((0..rows).map(|_| self.cell(values, odd)).collect(), self.below(3) == 0);
        (0..terms).map(|_| column()).collect()
    }
}

fn terms(columns: &[(Vec<u8>, bool)]) -> Vec<Term<'_>> {
    columns.iter().map(|(column, reversed)| Term { column, reversed: *reversed }).collect()
}

/// Sum, number of given answers and status of a row.
fn expected(columns: &[(Vec<u8>, bool)], row: usize, values: u8, marks: Marks) -> (u16, u8, u8) {
    let cells: Vec<(u8, bool)> = columns.iter().filter_map(|(c, reversed)| Some((*c.get(row)?, *reversed))).collect();
    let given: Vec<(u8, bool)> = cells.iter().copied().filter(|(cell, _)| *cell < values).collect();
    let value = |&(cell, reversed)| u32::from(if reversed { values - 1 - cell } else { cell });
    let sum = given.iter().map(value).sum::<u32>();
    let status = if cells.iter().any(|(cell, _)| *cell >= values && *cell != MISSING) {
        marks.other
    } else if given.len() == cells.len() {
        marks.complete
    } else if given.len() >= usize::from(marks.minimum) {
        marks.partial
    } else {
        marks.short
    };
    (u16::try_from(sum).unwrap_or(u16::MAX), u8::try_from(given.len()).unwrap_or(u8::MAX), status)
}

/// Scores all rows in blocks of the given lengths, in turn.
fn scored(scale: &Scale<'_>, lengths: &[usize]) -> Vec<(u16, u8, u8)> {
    let mut scores = vec![];
    for length in lengths.iter().cycle() {
        let (mut sums, mut counts, mut statuses) = (vec![9; *length], vec![9; *length], vec![9; *length]);
        let rows = scale.block(scores.len(), &mut sums, &mut counts, &mut statuses);
        let results = sums.into_iter().zip(counts).zip(statuses).map(|((sum, count), status)| (sum, count, status));
        assert!(results.clone().skip(rows).all(|row| row == (9, 9, 9)), "a row too many was written");
        scores.extend(results.take(rows));
        if rows < *length || scores.len() == scale.rows() {
            break;
        }
    }
    scores
}

#[test]
fn blocks_agree_with_rows_taken_one_by_one() -> Result<(), &'static str> {
    let mut random = Random(0x5eed);
    let mut cases = 0;
    for values in [1, 2, 3, 5, 7, 11, 64, 65, 127, 128, 129, 200, 239, 240] {
        for count in [1, 2, 3, 4, 5, 7, 8, 12, 15, 17, 64, 100, 255] {
            for odd in [0, 3, 300] {
                let rows = match random.below(3) {
                    0 => random.below(40),
                    1 => 32 * random.below(5),
                    _ => 90 + random.below(200),
                };
                let rows = usize::try_from(rows).map_err(|_| "rows")?;
                let columns = random.columns(count, rows, values, odd);
                let marks = Marks { minimum: random.byte(256), ..MARKS };
                let terms = terms(&columns);
                let scale = Scale::new(values, &terms, marks).ok_or("refused")?;
                let want: Vec<_> = (0..rows).map(|row| expected(&columns, row, values, marks)).collect();
                for lengths in [&[rows + 1][..], &[32], &[1, 33, 64, 5], &[100, 31]] {
                    assert_eq!(scored(&scale, lengths), want, "{scale:?} in blocks of {lengths:?}");
                }
                cases += rows;
            }
        }
    }
    assert!(cases > 30_000, "only {cases} rows");
    Ok(())
}

#[test]
fn long_columns_agree_as_well() -> Result<(), &'static str> {
    let mut random = Random(71);
    let rows = 2 * BLOCK + 45;
    let columns = random.columns(6, rows, 5, 3);
    let terms = terms(&columns);
    let scale = Scale::new(5, &terms, MARKS).ok_or("refused")?;
    let want: Vec<_> = (0..rows).map(|row| expected(&columns, row, 5, MARKS)).collect();
    assert!(scored(&scale, &[rows]) == want);
    assert!(scored(&scale, &[BLOCK]) == want);
    assert!(scored(&scale, &[BLOCK + 7, 3]) == want);
    Ok(())
}

#[test]
fn every_cell_means_one_thing() -> Result<(), &'static str> {
    // Each of the 256 cells beside one given answer, for every number of values.
    let all: Vec<u8> = (0..=255).collect();
    for values in 1..=MAX_VALUES {
        for reversed in [false, true] {
            let columns = [(all.clone(), reversed), (vec![values - 1; 256], false)];
            let want: Vec<_> = (0..256).map(|row| expected(&columns, row, values, MARKS)).collect();
            let terms = terms(&columns);
            assert_eq!(scored(&Scale::new(values, &terms, MARKS).ok_or("refused")?, &[256]), want);
        }
    }
    Ok(())
}

#[test]
fn the_largest_sum_fits() -> Result<(), &'static str> {
    let (highest, lowest) = ([239; 70], [0; 70]);
    let term = |n| {
        if n % 2 == 0 { Term { column: &highest, reversed: false } } else { Term { column: &lowest, reversed: true } }
    };
    let terms: Vec<Term<'_>> = (0..255).map(term).collect();
    let scale = Scale::new(240, &terms, MARKS).ok_or("refused")?;
    assert_eq!(scored(&scale, &[70]), vec![(255 * 239, 255, MARKS.complete); 70]);
    assert!(scale.states().is_none());
    Ok(())
}

#[test]
fn the_shortest_slice_ends_a_block() -> Result<(), &'static str> {
    let column = [1; 50];
    let terms = [Term { column: &column, reversed: false }];
    let scale = Scale::new(3, &terms, MARKS).ok_or("refused")?;
    let (mut sums, mut counts, mut statuses) = ([7; 60], [7; 40], [7; 45]);
    assert_eq!(scale.block(0, &mut sums, &mut counts, &mut statuses), 40);
    let (written, left) = sums.split_at(40);
    assert!(written.iter().all(|sum| *sum == 1) && left.iter().all(|sum| *sum == 7), "{sums:?}");
    assert!(counts.iter().all(|count| *count == 1), "{counts:?}");
    assert_eq!(statuses.get(38..), Some(&[0, 0, 7, 7, 7, 7, 7][..]));
    assert_eq!(scale.block(20, &mut sums, &mut counts, &mut statuses), 30);
    assert_eq!(scale.block(50, &mut sums, &mut counts, &mut statuses), 0);
    assert_eq!(scale.block(usize::MAX, &mut sums, &mut counts, &mut statuses), 0);
    assert_eq!(scale.block(0, &mut [], &mut counts, &mut statuses), 0);
    Ok(())
}

#[test]
fn a_scale_that_is_none_is_refused() {
    let (column, longer) = ([0; 4], [0; 5]);
    let (term, other) = (Term { column: &column, reversed: false }, Term { column: &longer, reversed: true });
    assert!(Scale::new(5, &[], MARKS).is_none());
    assert!(Scale::new(0, &[term], MARKS).is_none());
    assert!(Scale::new(241, &[term], MARKS).is_none());
    assert!(Scale::new(5, &[term, other], MARKS).is_none());
    assert!(Scale::new(5, &[term; 256], MARKS).is_none());
    assert!(Scale::new(240, &[term; 255], MARKS).is_some());
    assert!(Scale::new(1, &[Term { column: &[], reversed: true }], MARKS).is_some());
}

#[test]
fn no_answer_is_shown() {
    let column = [123; 3];
    let term = Term { column: &column, reversed: true };
    let shown = format!("{term:?} {:?}", Scale::new(200, &[term], MARKS));
    assert!(shown.contains("rows: 3") && !shown.contains("123"), "{shown}");
}

#[test]
fn states_are_numbered_as_listed() -> Result<(), &'static str> {
    let column = [0; 1];
    for (count, values) in
        [(1, 1), (1, 5), (2, 2), (12, 5), (100, 7), (150, 5), (255, 1), (255, 2), (22, 240), (255, 3)]
    {
        let terms = vec![Term { column: &column, reversed: false }; count];
        let states = Scale::new(values, &terms, MARKS).ok_or("refused")?.states().ok_or("too many")?;
        let (counts, sums): (Vec<u8>, Vec<u16>) = states.entries().unzip();
        assert_eq!(counts.len(), states.len());
        assert!(counts.iter().zip(&sums).all(|(count, sum)| *sum <= u16::from(*count) * u16::from(values - 1)));
        let mut index = vec![0; states.len()];
        states.of(7, &sums, &counts, &mut index);
        assert!(index.iter().map(|index| *index as usize).eq(7..states.len() + 7), "{states:?}");
    }
    Ok(())
}

#[test]
fn states_end_where_sixteen_bits_do() -> Result<(), &'static str> {
    let column = [0; 1];
    let states = |count, values| {
        let terms = vec![Term { column: &column, reversed: false }; count];
        Scale::new(values, &terms, MARKS).map(|scale| scale.states().map(|states| states.len()))
    };
    // top * n * (n + 1) / 2 + n + 1
    assert_eq!(states(12, 5).ok_or("refused")?, Some(4 * 78 + 13));
    assert_eq!(states(180, 5).ok_or("refused")?, Some(65_341));
    assert_eq!(states(181, 5).ok_or("refused")?, None);
    assert_eq!(states(255, 3).ok_or("refused")?, Some(65_536));
    assert_eq!(states(255, 4).ok_or("refused")?, None);
    Ok(())
}

#[test]
fn gathering_reads_the_table() {
    let states = [0, 3, 2, 4, u32::MAX, 1, 3];
    let mut wide = [-1.0; 6];
    gather_f64(&[0.1, f64::NAN, -0.0, 1e300], &states, &mut wide);
    assert_eq!(wide.map(f64::to_bits), [0.1, 1e300, -0.0, -1.0, -1.0, f64::NAN].map(f64::to_bits));
    let mut bytes = [9; 8];
    gather_u8(&[5, 6, 7, 8], &states, &mut bytes);
    assert_eq!(bytes, [5, 8, 7, 9, 9, 6, 8, 9]);
    let mut pairs = [9; 3];
    gather_u16(&[500, 6, 7, 8], &states, &mut pairs);
    assert_eq!(pairs, [500, 8, 7]);
    gather_u8(&[], &states, &mut bytes);
    assert_eq!(bytes, [5, 8, 7, 9, 9, 6, 8, 9]);
}

#[test]
fn marked_rows_are_found() {
    let mut random = Random(3);
    for length in [0, 1, 63, 64, 65, 300] {
        let statuses: Vec<u8> = (0..length).map(|_| if random.below(30) == 0 { 4 } else { random.byte(4) }).collect();
        let mut rows = vec![1];
        rows_with(4, &statuses, 1000, &mut rows);
        let want = statuses.iter().zip(1000..).filter(|(status, _)| **status == 4).map(|(_, row)| row);
        assert_eq!(rows, [1].into_iter().chain(want).collect::<Vec<usize>>());
    }
}

/// The numbers that a column may hold, near the ends of the codes and of the types.
const NUMBERS: [i64; 18] =
    [0, 1, 2, 5, 6, -1, -3, 100, 127, 128, 255, 256, -128, -129, 70_000, 4_294_967_299, i64::MIN, i64::MAX];

const RUNS: [Run; 6] = [
    Run { first: 1, count: 5 },
    Run { first: -3, count: 7 },
    Run { first: 0, count: 240 },
    Run { first: 100, count: 200 },
    Run { first: -200, count: 100 },
    Run { first: i32::MIN, count: 1 },
];

/// A number among the codes, plainly.
fn cell(run: Run, number: i128) -> u8 {
    let place = number - i128::from(run.first);
    u8::try_from(place).ok().filter(|cell| *cell < run.count).unwrap_or(INVALID)
}

#[test]
fn whole_numbers_of_every_type_become_cells() {
    macro_rules! agree {
        ($cells_of:ident, $type:ty) => {
            for run in RUNS {
                // Long enough for tiles and a rest.
                let numbers: Vec<$type> =
                    (0..77).flat_map(|_| NUMBERS).filter_map(|n| <$type>::try_from(n).ok()).collect();
                let want: Vec<u8> = numbers.iter().map(|n| cell(run, i128::from(*n))).collect();
                let mut cells = vec![9; numbers.len() + 3];
                $cells_of(run, &numbers, 1, &mut cells);
                assert_eq!(cells.split_at(numbers.len()), (want.as_slice(), [9, 9, 9].as_slice()), "{run:?}");
                let mut cells = vec![9; 40];
                $cells_of(run, &numbers, 1, &mut cells);
                assert!(cells.iter().eq(want.iter().take(40)), "{run:?}: the cells are fewer");
                $cells_of(run, &numbers, 3, &mut cells);
                assert!(cells.iter().zip(want.iter().step_by(3)).all(|(a, b)| a == b), "{run:?}: every third");
            }
        };
    }
    macro_rules! agree_by_table {
        ($cells_of:ident, $type:ty) => {
            let cells_of = |run: Run, values: &[$type], stride: usize, cells: &mut [u8]| {
                $cells_of(&Lookup::of_whole(run), values, stride, cells);
            };
            agree!(cells_of, $type)
        };
    }
    agree!(cells_i8, i8);
    agree!(cells_i16, i16);
    agree_by_table!(cells_i32, i32);
    agree_by_table!(cells_i64, i64);
    agree!(cells_u8, u8);
    agree!(cells_u16, u16);
    agree_by_table!(cells_u32, u32);
    agree_by_table!(cells_u64, u64);
    for run in RUNS {
        assert!(NUMBERS.iter().all(|n| run.cell(*n) == cell(run, i128::from(*n))), "{run:?}");
    }
}

#[test]
fn floats_become_cells() {
    let odd =
        [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.5, 2.000_000_1, 1e300, -1e19, 4_503_599_627_370_497.0, -0.0];
    for run in RUNS {
        let whole = NUMBERS.iter().map(|n| *n as f64);
        let numbers: Vec<f64> = whole.chain(odd).cycle().take(203).collect();
        #[expect(clippy::cast_possible_truncation, reason = "whole numbers below a limit")]
        let want = |n: &f64| match n {
            n if n.is_nan() => MISSING,
            n if n.fract() != 0.0 || n.abs() > 1e15 => INVALID,
            n => cell(run, *n as i128),
        };
        let want: Vec<u8> = numbers.iter().map(want).collect();
        let mut cells = vec![9; numbers.len()];
        cells_f64(&Lookup::of_f64(run), &numbers, 1, &mut cells);
        assert_eq!(cells, want, "{run:?}");
        cells_f64(&Lookup::of_f64(run), &numbers, 2, &mut cells);
        assert!(cells.iter().zip(want.iter().step_by(2)).all(|(a, b)| a == b), "{run:?}: every second");
    }
    let run = Run { first: 1, count: 5 };
    let (mut cells, numbers) = ([9; 7], [1.0, 5.0, 6.0, f32::NAN, 1.5, f32::INFINITY, 0.0]);
    cells_f32(&Lookup::of_f32(run), &numbers, 1, &mut cells);
    assert_eq!(cells, [0, 4, INVALID, MISSING, INVALID, INVALID, INVALID]);
}

#[test]
fn blanks_are_set_bit_by_bit_and_flag_by_flag() {
    let mut random = Random(11);
    for length in [0_usize, 1, 7, 8, 9, 64, 131] {
        for offset in [0, 1, 5, 8, 13] {
            let bytes = (length + offset).div_ceil(8);
            let given: Vec<u8> = (0..bytes).map(|_| random.byte(256)).collect();
            let is_given =
                |row: usize| given.get((row + offset) / 8).is_some_and(|byte| byte >> ((row + offset) % 8) & 1 == 1);
            let want: Vec<u8> = (0..length).map(|row| if is_given(row) { 3 } else { MISSING }).collect();
            let mut cells = vec![3; length];
            blank_bits(&given, offset, &mut cells);
            assert_eq!(cells, want, "{length} from {offset}");
            let flags: Vec<u8> = (0..length).map(|row| if is_given(row) { 0 } else { 2 }).collect();
            let mut cells = vec![3; length];
            blank_flags(&flags, 1, &mut cells);
            assert_eq!(cells, want);
        }
    }
    // Cells beyond the bitmap stay as they are.
    let mut cells = [1; 16];
    blank_bits(&[0b0000_1000], 3, &mut cells);
    assert_eq!(cells, [1, MISSING, MISSING, MISSING, MISSING, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    let mut cells = [1; 5];
    blank_flags(&[1, 0, 0, 9, 0, 0, 255], 3, &mut cells);
    assert_eq!(cells, [MISSING, MISSING, MISSING, 1, 1]);
    assert!(!any_invalid(&[0; 9000]));
    let late: Vec<u8> = (0..9000).map(|row| if row == 8999 { INVALID } else { 1 }).collect();
    assert!(any_invalid(&late));
}

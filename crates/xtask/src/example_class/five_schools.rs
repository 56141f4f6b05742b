//! Five schools that do not exist, for norms: one questionnaire, a table a school.
//!
//! Schools differ a little, girls and boys too, and pupils of a school most of all; at one of them answers are missing. Nothing in the
//! weights is an estimate from data.

use orientir::definition::{Definition, Item};

use super::draw::{Draw, nearest};
use super::table::Table;
use super::{Folder, SEED};

const PATH: &str = "examples/five-schools";
const INSTRUMENT: &str = "ovcharova-motives";

/// How many pupils each school has.
const PUPILS: [usize; 5] = [84, 71, 90, 77, 80];
const GRADES: [&str; 4] = ["8", "9", "10", "11"];
/// What part of answers is missing at each school. Sums over the complete rows of a scale are withheld where a few rows alone are not
/// complete, since these could be worked out: so it is nobody, or many.
const MISSING: [f64; 5] = [0.0, 0.0, 0.06, 0.0, 0.0];

/// The groups of motives, as the definition calls them.
const GROUPS: [&str; 4] = ["internal_individual", "internal_social", "external_positive", "external_negative"];
/// How strong they are, and how much stronger among girls.
const STRENGTH: [(f64, f64); 4] = [(3.5, 0.1), (3.3, 0.3), (3.4, -0.1), (2.7, -0.2)];

/// The tables and what they say of themselves.
pub fn folder() -> Result<Folder, String> {
    let instrument = orientir::catalogue::get(INSTRUMENT).map_err(|faults| format!("{INSTRUMENT}: {faults}"))?;
    let definition = instrument.definition();
    // What is easy to agree with is so everywhere.
    let ease = Draw::stream(SEED, 0).ease(definition.items.len(), 0.3);
    let tables: Vec<Table> = (1..=PUPILS.len()).zip(PUPILS).map(|one| school(definition, &ease, one)).collect();
    Ok(Folder::new(PATH, &tables, readme()))
}

fn school(definition: &Definition, ease: &[f64], (number, pupils): (usize, usize)) -> Table {
    let mut draw = Draw::stream(SEED, number);
    let own = GROUPS.map(|_| 0.15 * draw.normal());
    let header = ["id", "sex", "grade"].into_iter().chain(definition.items.iter().map(|item| &*item.id));
    let row = |pupil: usize| {
        let (sex, girl) = if draw.chance(0.52) { ("female", 1.0) } else { ("male", 0.0) };
        let grade = draw.one_of(&GRADES);
        let inner = draw.normal();
        let traits = [0.6 * inner, 0.4 * inner + 0.4 * draw.normal(), 0.5 * draw.normal(), 0.5 * draw.normal()];
        let strength = |item: &Item| {
            let place = GROUPS.iter().position(|group| item.key.as_deref() == Some(*group)).unwrap_or_default();
            STRENGTH[place].0 + STRENGTH[place].1 * girl + own[place] + traits[place]
        };
        let mut cell = |(item, ease): (&Item, &f64)| {
            let answer = nearest(strength(item) + ease + 0.9 * draw.normal(), 1, 5);
            if draw.chance(MISSING[number - 1]) { String::new() } else { answer.to_string() }
        };
        let answers: Vec<String> = definition.items.iter().zip(ease).map(&mut cell).collect();
        [format!("{number}-{pupil:02}"), sex.to_owned(), grade.to_owned()].into_iter().chain(answers).collect()
    };
    Table::new(&format!("school-{number}"), header.map(str::to_owned).collect(), (1..=pupils).map(row).collect())
}

fn readme() -> String {
    let people: usize = PUPILS.iter().sum();
    format!(
        "\
# Пять школ, которых нет

**Данные синтетические.** Все {people} учеников пяти школ и все их ответы на методику `{INSTRUMENT}` придуманы программой
(`cargo xtask example-class`, генератор Xoshiro256++, зерно {SEED}): ни за одной строкой нет настоящего ребёнка или школы.
**Нормы, сделанные по этим файлам, ничего не значат** — на них показано, как нормы делают, и только. Правьте программу, а не файлы.

Таблица на школу: номер, пол, класс (8–11), двадцать ответов; в третьей школе есть пропущенные. Школы немного отличаются друг от друга, ученики —
гораздо сильнее.

```sh
for n in 1 2 3 4 5; do
  cargo run --release -- tally {INSTRUMENT} {PATH}/school-$n.csv --school \"Школа $n\" --by sex --date 2026-10 -o school-$n.json
done
cargo run --release -- merge school-?.json -o city.json
cargo run --release -- fit city.json --by sex -o norms.json
```

То же в блокноте: [norms-of-our-city.ipynb](../../bindings/python/notebooks/norms-of-our-city.ipynb); как это устроено:
[docs/norms.md](../../docs/norms.md).

# Five schools that do not exist

**The data are synthetic.** A program made up all {people} pupils of the five schools and every answer to `{INSTRUMENT}`
(`cargo xtask example-class`, generator Xoshiro256++, seed {SEED}): no real child or school stands behind any row. **Norms
made of these files mean nothing**: they show how norms are made, and no more. Change the program, not the files.

A table a school: number, sex, grade (8 to 11), twenty answers; some are missing at the third. Schools differ a little, pupils much more.
The same in a notebook: [norms-of-our-city.ipynb](../../bindings/python/notebooks/norms-of-our-city.ipynb); how it works:
[docs/norms.md](../../docs/norms.md).
"
    )
}

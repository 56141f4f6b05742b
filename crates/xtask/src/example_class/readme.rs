//! What the two folders say of themselves.

use super::SEED;
use super::troubles::{TROUBLES, Trouble};

pub fn clean() -> String {
    format!(
        "\
# 9Б, класс, которого нет

**Данные синтетические.** Все 28 учеников и все их ответы придуманы программой: ни за одной строкой нет настоящего
ребёнка, наблюдателя или школы. Написала их команда `cargo xtask example-class` (`crates/xtask/src/example_class`)
генератором Xoshiro256++ с зерном {SEED}: одно зерно — одни и те же файлы, байт в байт. Правьте программу, а не файлы.

За ответами ученика стоят несколько скрытых свойств — готовность, интересы к пяти предметам труда, инициатива, самооценка,
осведомлённость — и случайный шум. Поэтому ответы согласованы между собой, но это не выборка: выводить отсюда нормы,
надёжность или что-либо о настоящих девятиклассниках нельзя.

```sh
cargo run --release -- assess self-determination {path}
```

`pupils.csv` — список класса: номер, пол, возраст, класс; имён нет. Остальные файлы — ответы, по файлу на методику:
строка на ученика, а в `observation-sheet.csv` — на оценку (два или три наблюдателя). `none` — профессия не выбрана,
`-` — никогда не пробовал, `no` — не наблюдалось. Тот же класс с бедами настоящих таблиц: [class-9b-raw](../class-9b-raw).

# 9Б, a class that does not exist

**The data are synthetic.** A program made up all 28 pupils and every answer: no real child, observer or school stands
behind any row. They were written by `cargo xtask example-class` (`crates/xtask/src/example_class`) with the generator
Xoshiro256++ and seed {SEED}: the same seed gives the same files, byte for byte. Change the program, not the files.

A few latent traits stand behind the answers of a pupil (readiness, interests in the five objects of labour, initiative,
self-esteem, information), with noise on every item. So the answers hang together, but this is no sample: nothing about
norms, reliability or real ninth-graders follows from it.

`pupils.csv` lists the class: number, sex, age, grade; there are no names. The other files hold answers, a file an
instrument: a row a pupil, in `observation-sheet.csv` a row a rating (two or three observers). `none` means that no
profession is chosen, `-` never tried, `no` not observed. The same class with the troubles of real tables:
[class-9b-raw](../class-9b-raw).
",
        path = super::CLEAN
    )
}

pub fn raw() -> String {
    let ru: String = TROUBLES.iter().map(|trouble| line(trouble, ["строка", "столбец"], trouble.ru)).collect();
    let en: String = TROUBLES.iter().map(|trouble| line(trouble, ["row", "column"], trouble.en)).collect();
    format!(
        "\
# 9Б, тот же класс, каким таблицы приходят из школ

**Данные синтетические**: те же 28 придуманных учеников, что в [class-9b](../class-9b), та же программа
(`cargo xtask example-class`, зерно {SEED}); ни за одной строкой нет настоящего человека. Испорчены они нарочно:

| файл | где | что | код сообщения |
|---|---|---|---|
{ru}
Строки считаются с 1 без заголовка. Команда ниже называет беды, записывает всё, что можно посчитать, и выходит с кодом 1.

```sh
cargo run --release -- assess self-determination {path}
```

# 9Б, the same class as tables arrive from schools

**The data are synthetic**: the same 28 made-up pupils as in [class-9b](../class-9b), by the same program
(`cargo xtask example-class`, seed {SEED}); no real person stands behind any row. They are spoilt on purpose:

| file | where | what | code of the message |
|---|---|---|---|
{en}
Rows are counted from 1 without the header. The command above names the troubles, writes all that can be computed, and exits
with 1.
",
        path = super::RAW
    )
}

fn line(trouble: &Trouble, [row, column]: [&str; 2], words: &str) -> String {
    let row = trouble.row.map(|number| format!("{row} {number}"));
    let column = trouble.column.map(|name| format!("{column} `{name}`"));
    let place: Vec<_> = row.into_iter().chain(column).collect();
    let place = if place.is_empty() { "—".to_owned() } else { place.join(", ") };
    let code = trouble.code.map_or_else(|| "—".to_owned(), |code| format!("`{code}`"));
    format!("| `{}.csv` | {place} | {words} | {code} |\n", trouble.table)
}

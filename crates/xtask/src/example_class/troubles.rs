//! What happens to tables on their way: a list of troubles, each made, told and tested from its one row here.

use orientir::Code;

use super::table::Table;

/// One trouble in one file.
pub struct Trouble {
    /// The table.
    pub table: &'static str,
    /// The row, counted from 1 without the header, and the column, where a single place is meant.
    pub row: Option<usize>,
    pub column: Option<&'static str>,
    /// What a reader of the table says; none where it has nothing to complain of.
    pub code: Option<Code>,
    pub ru: &'static str,
    pub en: &'static str,
    make: fn(&mut Table) -> Result<(), String>,
}

pub const TROUBLES: [Trouble; 12] = [
    Trouble {
        table: "pupils",
        row: Some(18),
        column: Some("sex"),
        code: None,
        ru: "у ученика 18 не указан пол",
        en: "pupil 18 has no sex",
        make: |table| set(table, "18", "sex", ""),
    },
    Trouble {
        table: "klimov-ddo",
        row: Some(4),
        column: Some("7"),
        code: Some(Code::UnknownCode),
        ru: "ученик 04 вписал третий вариант, `c`",
        en: "pupil 04 wrote in a third option, `c`",
        make: |table| set(table, "04", "7", "c"),
    },
    Trouble {
        table: "profession-awareness",
        row: None,
        column: Some("c8"),
        code: Some(Code::MissingColumn),
        ru: "столбец потерян: у всех семь ответов из восьми, и уровень осведомлённости кое у кого другой",
        en: "the column got lost: everybody has seven answers of eight, and some another level of awareness",
        make: |table| {
            let lost = table.column("c8")?;
            let lines = std::iter::once(&mut table.header).chain(&mut table.rows);
            lines.for_each(|cells| drop(cells.remove(lost)));
            Ok(())
        },
    },
    Trouble {
        table: "dembo-rubinstein",
        row: Some(21),
        column: None,
        code: None,
        ru: "ученик 21 отказался отвечать: `refused` во всех клетках (это право, а не ошибка)",
        en: "pupil 21 refused to answer: `refused` in every cell (a right, not an error)",
        make: |table| {
            let row = table.row("21")?;
            table.rows[row].iter_mut().skip(1).for_each(|cell| "refused".clone_into(cell));
            Ok(())
        },
    },
    Trouble {
        table: "career-plan",
        row: Some(29),
        column: None,
        code: Some(Code::UnknownPupil),
        ru: "ученика 31 нет в `pupils.csv`",
        en: "pupil 31 is not in `pupils.csv`",
        make: |table| {
            let mut stranger = table.rows[0].clone();
            "31".clone_into(&mut stranger[0]);
            table.rows.push(stranger);
            Ok(())
        },
    },
    Trouble {
        table: "ovcharova-motives",
        row: Some(9),
        column: Some("12"),
        code: Some(Code::OutOfRange),
        ru: "у ученика 09 число 6, а шкала от 1 до 5",
        en: "pupil 09 has a 6 where 1 to 5 is allowed",
        make: |table| set(table, "09", "12", "6"),
    },
    Trouble {
        table: "work-values",
        row: None,
        column: None,
        code: None,
        ru: "точки с запятой вместо запятых (читается)",
        en: "semicolons for commas (is read)",
        make: |table| {
            table.separator = ';';
            Ok(())
        },
    },
    Trouble {
        table: "szho",
        row: Some(16),
        column: None,
        code: Some(Code::RepeatedKey),
        ru: "ученик 15 стоит дважды, и ответы различаются; остаётся первая строка",
        en: "pupil 15 stands twice with different answers; the first row stays",
        make: |table| {
            let row = table.row("15")?;
            let mut again = table.rows[row].clone();
            again.iter_mut().skip(1).take(3).for_each(|cell| "4".clone_into(cell));
            table.rows.insert(row + 1, again);
            Ok(())
        },
    },
    Trouble {
        table: "kabardova-opg",
        row: None,
        column: None,
        code: None,
        ru: "ученика 07 нет: в тот день он болел",
        en: "pupil 07 is absent: ill on that day",
        make: |table| {
            let row = table.row("07")?;
            table.rows.remove(row);
            Ok(())
        },
    },
    Trouble {
        table: "kabardova-opg",
        row: None,
        column: None,
        code: None,
        ru: "табуляции вместо запятых и метка BOM в начале (читается)",
        en: "tabs for commas, and a BOM at the start (is read)",
        make: |table| {
            table.separator = '\t';
            table.marked = true;
            Ok(())
        },
    },
    Trouble {
        table: "observation-sheet",
        row: None,
        column: Some("мероприятие"),
        code: Some(Code::UnknownColumn),
        ru: "лишний столбец `мероприятие` (пропускается и называется один раз)",
        en: "an extra column `мероприятие`, event (passed over and named once)",
        make: |table| {
            let date = table.column("date")?;
            for cells in &mut table.rows {
                let event = match cells[date].as_str() {
                    "2026-02-12" => "классный час",
                    "2026-03-19" => "профпробы",
                    _ => "экскурсия на завод",
                };
                cells.insert(date + 1, event.to_owned());
            }
            table.header.insert(date + 1, "мероприятие".to_owned());
            Ok(())
        },
    },
    Trouble {
        table: "observation-sheet",
        row: None,
        column: None,
        code: None,
        ru: "у ученика 26 осталась одна оценка, а для уровня нужны две",
        en: "pupil 26 has one rating left, and a level needs two",
        make: |table| {
            let first = table.row("26")?;
            let mut place = 0..;
            table.rows.retain(|cells| place.next() == Some(first) || cells[0] != "26");
            Ok(())
        },
    },
];

fn set(table: &mut Table, id: &str, column: &str, text: &str) -> Result<(), String> {
    text.clone_into(table.cell(id, column)?);
    Ok(())
}

/// The same tables with the troubles.
pub fn spoil(tables: &[Table]) -> Result<Vec<Table>, String> {
    let mut spoilt = tables.to_vec();
    for Trouble { table: name, make, .. } in TROUBLES {
        let table = spoilt.iter_mut().find(|table| table.name == name).ok_or_else(|| format!("no table `{name}`"))?;
        make(table)?;
    }
    Ok(spoilt)
}

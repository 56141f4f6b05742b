//! What `items` writes: one line an item of a scale, or tables for reading.

use orientir::Cell;
use orientir::fit::reliability::{ItemLine, ItemStatistics, ScaleOfItems, WhyNot};
use serde_json::{Map, Value, json};

use super::sums::{figure, number, short, with_interval, word};
use crate::session::{Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::write::csv::Style;
use orientir::fit::reliability::words::Said;

/// The cells of a line of a CSV file.
pub fn cells(line: &ItemLine<'_>, style: Style) -> Vec<String> {
    let code = |text: &str| style.cell(&Cell::Code(text));
    let against = line.against();
    let scale = line.scale;
    let mut cells =
        vec![style.name(&scale.name), style.name(line.item), scale.n.to_string(), scale.dropped.to_string()];
    cells.push(number(style, line.missing));
    cells.extend(line.numbers().map(|value| number(style, value)));
    cells.push(code(against.map_or("", |against| against.sureness())));
    cells.push(code(against.map_or("", |against| against.by.as_str())));
    cells.push(number(style, against.map(|against| against.r)));
    cells.push(style.cell(&Cell::Truth(scale.forced)));
    cells.push(style.cell(&Cell::Codes(line.without())));
    cells.push(code(line.statistics.err().map_or("", WhyNot::as_str)));
    cells
}

/// The cells of a line, each of its kind.
pub fn typed<'a>(line: &ItemLine<'a>) -> Vec<Cell<'a>> {
    let (scale, against) = (line.scale, line.against());
    let counts = [scale.n as f64, scale.dropped as f64].map(Cell::Number);
    let without = Some(line.without()).filter(|without| !without.is_empty());
    let mut cells = vec![word(&scale.name), word(line.item)];
    cells.extend(counts);
    cells.push(figure(line.missing));
    cells.extend(line.numbers().map(figure));
    cells.push(word(against.map_or("", |against| against.sureness())));
    cells.push(word(against.map_or("", |against| against.by.as_str())));
    cells.push(figure(against.map(|against| against.r)));
    cells.push(Cell::Truth(scale.forced));
    cells.push(without.map_or(Cell::Empty, Cell::Codes));
    cells.push(word(line.statistics.err().map_or("", WhyNot::as_str)));
    cells
}

/// A line as JSON, with what it has.
pub fn document(line: &ItemLine<'_>) -> String {
    let against = line.against();
    let without = Some(line.without()).filter(|without| !without.is_empty());
    let mut cells: Vec<Value> = vec![
        json!(line.scale.name),
        json!((!line.item.is_empty()).then_some(line.item)),
        json!(line.scale.n),
        json!(line.scale.dropped),
        json!(line.missing),
    ];
    cells.extend(line.numbers().map(|value| json!(value)));
    cells.push(json!(against.map(|against| against.sureness())));
    cells.push(json!(against.map(|against| against.by.as_str())));
    cells.push(json!(against.map(|against| against.r)));
    cells.push(json!(line.scale.forced));
    cells.push(json!(without));
    cells.push(json!(line.statistics.err().map(WhyNot::as_str)));
    let members = ItemLine::COLUMNS.into_iter().map(str::to_owned).zip(cells).filter(|(_, cell)| !cell.is_null());
    Value::Object(members.collect::<Map<_, _>>()).to_string()
}

/// A table a scale, and what speaks against keys.
pub fn render(scales: &[ScaleOfItems], session: &Session) -> String {
    let said = |word: Said| word.text(session.lang);
    let mut text = String::new();
    let wrapped = |text: &mut String, words: &str| {
        text.extend(wrap(&printable(words), session.width).into_iter().map(|line| line + "\n"));
    };
    let mut any = false;
    for scale in scales {
        if !text.is_empty() {
            text.push('\n');
        }
        match &scale.statistics {
            Err(why) => wrapped(&mut text, &format!("{}: {}", scale.name, why.text(session.lang))),
            Ok(items) => {
                any = true;
                let mark = if scale.forced { " *" } else { "" };
                wrapped(&mut text, &format!("{}: n = {}{mark}", scale.name, scale.n));
                text.push('\n');
                text.push_str(&of_scale(scale, items, session).render(session.width, session.color));
            }
        }
    }
    if any {
        text.push('\n');
        wrapped(&mut text, said(Said::LegendItems));
        wrapped(&mut text, said(Said::LegendAgainst));
    }
    text
}

fn of_scale(scale: &ScaleOfItems, items: &[ItemStatistics], session: &Session) -> Table {
    let mut table = Table::default();
    table.column("item", Kind::Key);
    for (name, kind) in
        [("missing", Kind::Number), ("mean", Kind::Number), ("sd", Kind::Number), ("item_rest", Kind::Word)]
    {
        table.joined(name, kind);
    }
    table.joined("alpha_if_deleted", Kind::Number);
    table.joined("smc", Kind::Number);
    table.joined("key", Kind::Word);
    let dot = || "·".to_owned();
    for ((item, field), missing) in items.iter().zip(&scale.fields).zip(&scale.missing) {
        let rest = item.item_rest.map(|rest| with_interval(rest.value, rest.interval.ok()));
        table.row([
            field.clone(),
            missing.map_or_else(dot, |share| format!("{:.0} %", share * 100.0)),
            format!("{:.2}", item.mean),
            format!("{:.2}", item.sd),
            rest.unwrap_or_else(|_| dot()),
            item.alpha_if_deleted.map_or_else(|_| dot(), short),
            item.smc.map_or_else(|_| dot(), short),
            item.against.map_or_else(String::new, |against| if against.beyond_chance { "!" } else { "?" }.to_owned()),
        ]);
        if let Err(why) = item.item_rest {
            table.note(&format!("{field}: {}", why.text(session.lang)));
        }
        if let Some(against) = item.against.filter(|against| against.beyond_chance) {
            let told = Said::Against.text(session.lang).replace("{item}", field).replace("{by}", against.by.as_str());
            let r = with_interval(against.r, against.interval);
            table.note(&told.replace("{r}", &r).replace("{n}", &scale.n.to_string()));
        }
    }
    table
}

//! What `items` writes: one line an item of a scale, or tables for reading.

use orientir::Cell;
use orientir::fit::reliability::{Against, ItemStatistics, ScaleOfItems, WhyNot};
use serde_json::{Map, Value, json};

use super::reliability_words::Said;
use super::sums::{figure, number, short, with_interval, word};
use crate::session::{Session, printable};
use crate::table::{Kind, Table, wrap};
use crate::write::csv::Style;

/// The columns of the lines.
pub const COLUMNS: [&str; 20] = [
    "scale",
    "item",
    "n",
    "dropped",
    "missing",
    "mean",
    "sd",
    "item_rest",
    "ci_low",
    "ci_high",
    "item_total",
    "alpha_if_deleted",
    "smc",
    "first_component",
    "against",
    "against_by",
    "against_r",
    "forced",
    "without",
    "reason",
];

/// An item of a scale, or a scale without statistics.
#[derive(Debug)]
pub struct Line<'a> {
    scale: &'a ScaleOfItems,
    item: &'a str,
    missing: Option<f64>,
    statistics: Result<&'a ItemStatistics, WhyNot>,
}

/// All items of all scales.
pub fn lines(scales: &[ScaleOfItems]) -> Vec<Line<'_>> {
    scales.iter().flat_map(of).collect()
}

fn of(scale: &ScaleOfItems) -> Vec<Line<'_>> {
    let items = match &scale.statistics {
        Ok(items) => items,
        Err(why) => return vec![Line { scale, item: "", missing: None, statistics: Err(*why) }],
    };
    let items = items.iter().zip(&scale.fields).zip(&scale.missing);
    items.map(|((item, field), missing)| Line { scale, item: field, missing: *missing, statistics: Ok(item) }).collect()
}

/// Whether chance may have turned an item round.
fn sureness(against: Against) -> &'static str {
    if against.beyond_chance { "beyond_chance" } else { "within_chance" }
}

impl Line<'_> {
    /// The numbers, in the order of the columns.
    fn numbers(&self) -> [Option<f64>; 9] {
        let item = self.statistics.ok();
        let rest = item.and_then(|item| item.item_rest.ok());
        let (low, high) = rest.and_then(|rest| rest.interval.ok()).unzip();
        [
            item.map(|item| item.mean),
            item.map(|item| item.sd),
            rest.map(|rest| rest.value),
            low,
            high,
            item.and_then(|item| item.item_total.ok()),
            item.and_then(|item| item.alpha_if_deleted.ok()),
            item.and_then(|item| item.smc.ok()),
            item.and_then(|item| item.first_component.ok()),
        ]
    }

    /// What could not be computed, each with its reason.
    fn without(&self) -> String {
        let Ok(item) = self.statistics else { return String::new() };
        let parts = [
            ("item_rest", item.item_rest.err().or(item.item_rest.ok().and_then(|rest| rest.interval.err()))),
            ("item_total", item.item_total.err()),
            ("alpha_if_deleted", item.alpha_if_deleted.err()),
            ("smc", item.smc.err()),
            ("first_component", item.first_component.err()),
        ];
        let told = parts.into_iter().filter_map(|(name, why)| Some(format!("{name}:{}", why?.as_str())));
        told.collect::<Vec<_>>().join(" ")
    }

    fn against(&self) -> Option<Against> {
        self.statistics.ok().and_then(|item| item.against)
    }

    /// The cells of a CSV file.
    pub fn cells(&self, style: Style) -> Vec<String> {
        let code = |text: &str| style.cell(&Cell::Code(text));
        let against = self.against();
        let scale = self.scale;
        let mut cells =
            vec![style.name(&scale.name), style.name(self.item), scale.n.to_string(), scale.dropped.to_string()];
        cells.push(number(style, self.missing));
        cells.extend(self.numbers().map(|value| number(style, value)));
        cells.push(code(against.map_or("", sureness)));
        cells.push(code(against.map_or("", |against| against.by.as_str())));
        cells.push(number(style, against.map(|against| against.r)));
        cells.push(style.cell(&Cell::Truth(scale.forced)));
        cells.push(style.cell(&Cell::Codes(self.without())));
        cells.push(code(self.statistics.err().map_or("", WhyNot::as_str)));
        cells
    }

    /// The cells, each of its kind.
    pub fn typed(&self) -> Vec<Cell<'_>> {
        let (scale, against) = (self.scale, self.against());
        let counts = [scale.n as f64, scale.dropped as f64].map(Cell::Number);
        let without = Some(self.without()).filter(|without| !without.is_empty());
        let mut cells = vec![word(&scale.name), word(self.item)];
        cells.extend(counts);
        cells.push(figure(self.missing));
        cells.extend(self.numbers().map(figure));
        cells.push(word(against.map_or("", sureness)));
        cells.push(word(against.map_or("", |against| against.by.as_str())));
        cells.push(figure(against.map(|against| against.r)));
        cells.push(Cell::Truth(scale.forced));
        cells.push(without.map_or(Cell::Empty, Cell::Codes));
        cells.push(word(self.statistics.err().map_or("", WhyNot::as_str)));
        cells
    }

    /// The line as JSON, with what it has.
    pub fn document(&self) -> String {
        let against = self.against();
        let without = Some(self.without()).filter(|without| !without.is_empty());
        let mut cells: Vec<Value> = vec![
            json!(self.scale.name),
            json!((!self.item.is_empty()).then_some(self.item)),
            json!(self.scale.n),
            json!(self.scale.dropped),
            json!(self.missing),
        ];
        cells.extend(self.numbers().map(|value| json!(value)));
        cells.push(json!(against.map(sureness)));
        cells.push(json!(against.map(|against| against.by.as_str())));
        cells.push(json!(against.map(|against| against.r)));
        cells.push(json!(self.scale.forced));
        cells.push(json!(without));
        cells.push(json!(self.statistics.err().map(WhyNot::as_str)));
        let members = COLUMNS.into_iter().map(str::to_owned).zip(cells).filter(|(_, cell)| !cell.is_null());
        Value::Object(members.collect::<Map<_, _>>()).to_string()
    }
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

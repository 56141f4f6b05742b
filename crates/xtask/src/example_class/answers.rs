//! Traits to answers: for each instrument, a trait that stands behind an item, and noise of the item.
//!
//! Keys are taken from the definitions, so an answer leans the way its item counts. Weights were chosen so that the levels
//! of the class spread as a psychologist would expect; nothing in them is an estimate from data.

use orientir::definition::{Definition, Item};

use super::draw::{Draw, nearest};
use super::pupil::{Pupil, SPHERES};
use super::table::Table;

/// The cells of a pupil's rows after `id`: one row, or one a rating.
type Fill = fn(&Definition, &[Pupil], &mut Draw) -> Vec<Vec<Vec<String>>>;

/// An instrument: its columns between `id` and the fields, and how it is filled in.
const INSTRUMENTS: [(&str, &[&str], Fill); 9] = [
    ("klimov-ddo", &[], klimov),
    ("profession-awareness", &[], awareness),
    ("dembo-rubinstein", &[], dembo),
    ("career-plan", &[], plan),
    ("ovcharova-motives", &[], motives),
    ("work-values", &[], values),
    ("szho", &[], meaning),
    ("kabardova-opg", &[], readiness),
    ("observation-sheet", &["rater", "date"], observation),
];

pub fn tables(class: &[Pupil], seed: u64) -> Result<Vec<Table>, String> {
    let table = |(i, (id, beside, fill)): (usize, &(&str, &[&str], Fill))| {
        let instrument = orientir::catalogue::get(id).map_err(|faults| format!("{id}: {faults}"))?;
        // Lines of the made-up forms are printed as they should be: nobody measured them.
        let form = instrument.form(orientir::Lang::Ru);
        let lengths: Vec<&str> =
            form.items.iter().flat_map(|item| &item.fields).filter_map(|field| field.length_in.as_deref()).collect();
        let fields = instrument.fields().filter(|field| !lengths.contains(field));
        let header = ["id"].into_iter().chain(beside.iter().copied()).chain(fields).map(str::to_owned);
        let filled = fill(instrument.definition(), class, &mut Draw::stream(seed, i + 1));
        let rows = class.iter().zip(filled).flat_map(|(pupil, rows)| {
            rows.into_iter().map(|cells| [pupil.id.clone()].into_iter().chain(cells).collect())
        });
        Ok(Table::new(id, header.collect(), rows.collect()))
    };
    INSTRUMENTS.iter().enumerate().map(table).collect()
}

/// One row a pupil.
fn each(class: &[Pupil], mut row: impl FnMut(&Pupil) -> Vec<String>) -> Vec<Vec<Vec<String>>> {
    class.iter().map(|pupil| vec![row(pupil)]).collect()
}

fn key(item: &Item) -> Option<&str> {
    item.key.as_deref()
}

/// A pair goes to the more interesting side.
fn klimov(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let side = |item: &Item, code, pupil: &Pupil| pupil.interest(item.options.get(code).and_then(|o| o.key.as_deref()));
    each(class, |pupil| {
        let choice =
            |item| if side(item, "a", pupil) - side(item, "b", pupil) + 1.2 * draw.normal() > 0.0 { "a" } else { "b" };
        definition.items.iter().map(choice).map(str::to_owned).collect()
    })
}

/// What is known of the chosen profession, and which of the five objects stands behind a description.
fn awareness(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let ease = draw.ease(definition.items.len(), 0.3);
    each(class, |pupil| {
        let mut cell = |item: &Item, ease: f64| match (&item.right, pupil.profession) {
            (Some(right), _) if 1.1 + 0.5 * pupil.information + ease + 0.9 * draw.normal() > 0.0 => right.clone(),
            (Some(right), _) => {
                let others: Vec<_> = SPHERES.iter().filter(|sphere| *sphere != right).collect();
                (*draw.one_of(&others)).to_owned()
            }
            (None, Some(profession)) if &*item.id == "profession" => profession.to_owned(),
            (None, Some(_)) => {
                let known = 1.85 + 0.3 * pupil.information + 0.35 * pupil.readiness + ease + 0.6 * draw.normal();
                nearest(known, 0, 3).to_string()
            }
            (None, None) => if &*item.id == "c1" { "none" } else { "" }.to_owned(),
        };
        definition.items.iter().zip(&ease).map(|(item, ease)| cell(item, *ease)).collect()
    })
}

/// Marks in whole millimetres: what is, and what would be enough.
fn dembo(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    // The length of a line has a response of its own.
    let lines = definition.items.iter().filter(|item| item.fields.is_empty()).count();
    let ease = draw.ease(lines, 3.0);
    each(class, |pupil| {
        let gap = 17.0 - 4.0 * pupil.self_esteem + 8.0 * draw.normal();
        let marks = |ease: &f64| {
            let now = nearest(59.0 + 12.0 * pupil.self_esteem + ease + 9.0 * draw.normal(), 3, 98);
            let want = nearest(f64::from(now) + gap + 5.0 * draw.normal(), 3, 100);
            [now.to_string(), want.to_string()]
        };
        ease.iter().flat_map(marks).collect()
    })
}

/// Parts of a plan; a plan that does not exist has no dates.
fn plan(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let ease = draw.ease(definition.items.len(), 0.2);
    each(class, |pupil| {
        let chosen = if pupil.profession.is_some() { 0.3 } else { -0.5 };
        let mut part = |ease| {
            let whole = 0.7 + chosen + 0.4 * pupil.readiness + 0.2 * pupil.information + ease;
            nearest(whole + 0.5 * draw.normal(), 0, 2)
        };
        let mut parts: Vec<i32> = ease.iter().map(&mut part).collect();
        parts[1] = parts[1].min(parts[0]); // `dated` after `plan`
        parts.iter().map(ToString::to_string).collect()
    })
}

/// Four groups of motives.
fn motives(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let ease = draw.ease(definition.items.len(), 0.4);
    each(class, |pupil| {
        let [positive, negative] = [draw.normal(), draw.normal()];
        let strength = |group: Option<&str>| match group {
            Some("internal_individual") => 3.4 + 0.6 * pupil.inner,
            Some("internal_social") => 3.3 + 0.3 * pupil.inner + 0.5 * pupil.service,
            Some("external_positive") => 3.3 + 0.4 * positive,
            _ => 3.0 - 0.4 * pupil.inner + 0.5 * negative,
        };
        let mut cell =
            |item: &Item, ease: f64| nearest(strength(key(item)) + ease + 0.9 * draw.normal(), 1, 5).to_string();
        definition.items.iter().zip(&ease).map(|(item, ease)| cell(item, *ease)).collect()
    })
}

/// The three values that attract most, and six statements on useful work.
fn values(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let ease = draw.ease(definition.items.len(), 0.3);
    each(class, |pupil| {
        let mut attraction = |(item, ease): (&Item, &f64)| {
            let group = match key(item)? {
                "contribution" => 0.5 * pupil.service,
                "development" => 0.5 * pupil.inner,
                _ => 0.3,
            };
            Some(group + ease + 0.8 * draw.normal())
        };
        let attractions: Vec<_> = definition.items.iter().zip(&ease).map(&mut attraction).collect();
        let mut order: Vec<f64> = attractions.iter().copied().flatten().collect();
        order.sort_by(|a, b| b.total_cmp(a));
        let mut statement = |item: &Item, ease: f64| {
            let agreement = nearest(3.45 + 0.7 * pupil.service + ease + 0.7 * draw.normal(), 1, 5);
            if item.reversed { 6 - agreement } else { agreement }
        };
        let cell = |((item, ease), attraction): ((&Item, &f64), &Option<f64>)| match attraction {
            Some(attraction) => i32::from(order.get(2).is_some_and(|third| attraction >= third)).to_string(),
            None => statement(item, *ease).to_string(),
        };
        definition.items.iter().zip(&ease).zip(&attractions).map(cell).collect()
    })
}

/// Places between two poles, counted from the left.
fn meaning(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let ease = draw.ease(definition.items.len(), 0.4);
    each(class, |pupil| {
        let whole = 0.5 * pupil.self_esteem + 0.4 * pupil.readiness + 0.5 * draw.normal();
        let mut cell = |item: &Item, ease: f64| {
            let place = nearest(4.9 + 0.75 * whole + ease + 1.1 * draw.normal(), 1, 7);
            if item.reversed { 8 - place } else { place }
        };
        definition.items.iter().zip(&ease).map(|(item, ease)| cell(item, *ease).to_string()).collect()
    })
}

/// Skill, attitude and wish; dashes for what was never tried, and the wish all the same.
fn readiness(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let ease = draw.ease(definition.items.len(), 0.3);
    each(class, |pupil| {
        let mut cells = |item: &Item, ease: f64| {
            let interest = pupil.interest(key(item));
            let experience = 1.2 + 0.3 * interest + 0.5 * pupil.readiness + ease;
            let tried = experience + 0.8 * draw.normal() > 0.0;
            let skill = 0.85 + 0.35 * interest + 0.45 * pupil.readiness + ease;
            let attitude = 0.9 + 0.5 * interest + 0.15 * pupil.readiness;
            let wish = 0.85 + 0.55 * interest + 0.15 * pupil.inner;
            let [skill, attitude, wish] =
                [skill, attitude, wish].map(|x| nearest(x + 0.5 * draw.normal(), 0, 2).to_string());
            if tried { [skill, attitude, wish] } else { ["-".to_owned(), "-".to_owned(), wish] }
        };
        definition.items.iter().zip(&ease).flat_map(|(item, ease)| cells(item, *ease)).collect()
    })
}

/// Who watches, when, and how leniently.
const EVENTS: [(&str, &str, f64); 3] =
    [("class_teacher", "2026-02-12", 0.0), ("psychologist", "2026-03-19", -0.1), ("mentor", "2026-04-16", 0.2)];

/// Two or three ratings a pupil; not everything shows itself at every event.
fn observation(definition: &Definition, class: &[Pupil], draw: &mut Draw) -> Vec<Vec<Vec<String>>> {
    let ease = draw.ease(definition.items.len(), 0.25);
    let rate = |pupil: &Pupil| {
        let absent = if draw.chance(0.4) { draw.one_of(&EVENTS).0 } else { "" };
        let seen = EVENTS.iter().filter(|(rater, ..)| *rater != absent);
        let mut rating = |(rater, date, leniency): &(&str, &str, f64)| {
            let own = 1.65 + 0.4 * pupil.initiative + 0.35 * pupil.readiness + leniency;
            let mut cell = |ease: &f64| {
                let anchor = nearest(own + ease + 0.6 * draw.normal(), 0, 3).to_string();
                if draw.chance(0.1) { "no".to_owned() } else { anchor }
            };
            let marks: Vec<_> = ease.iter().map(&mut cell).collect();
            [(*rater).to_owned(), (*date).to_owned()].into_iter().chain(marks).collect()
        };
        seen.map(&mut rating).collect()
    };
    class.iter().map(rate).collect()
}

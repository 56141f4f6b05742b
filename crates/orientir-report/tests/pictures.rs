//! The figures of the example class are those that stand under `docs/figures`, byte for byte. `ORIENTIR_BLESS=1` writes them anew;
//! `bindings/wasm/test/report/pictures.test.mjs` compares what a browser draws of them with the pictures beside them.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::path::PathBuf;
use std::{env, fs};

use orientir::{Lang, Report};
use orientir_report::Figure;

/// Every figure by the name of its file.
fn figures() -> Vec<(&'static str, Figure)> {
    let battery = support::battery();
    let class = support::class(&battery, true);
    let (_, before, _) = support::person(&battery, &class, "07", 1);
    let (_, after, profile) = support::person(&battery, &class, "08", 1);
    let (_, _, open) = support::person(&battery, &class, "10", 1);
    let of = |id: &str| -> &Report { after.iter().find(|report| report.instrument().id() == id).expect("answered") };
    let earlier =
        |id: &str| -> &Report { before.iter().find(|report| report.instrument().id() == id).expect("answered") };
    let told = |id: &str, lang: Lang| of(id).told(lang);
    let one = |mut figures: Vec<Figure>| figures.pop().expect("a figure");
    let people = class.profiles(&battery).expect("of the battery");
    let occasion =
        |number: u32| people.iter().filter(move |(key, _)| key.occasion == number).map(|(_, profile)| profile);
    let now = battery.overview(occasion(1));
    let (first, last) = battery.before_and_after(occasion(1).zip(occasion(2)));
    let [ru, lt, en] = [Lang::Ru, Lang::Lt, Lang::En];
    vec![
        ("interests", one(Figure::scales(&told("klimov-ddo", ru), ru))),
        ("motives", one(Figure::scales(&told("ovcharova-motives", ru), ru))),
        ("values", one(Figure::scales(&told("work-values", ru), ru))),
        ("lines", Figure::lines(of("dembo-rubinstein"), ru).expect("lines")),
        ("spheres", Figure::groups(&told("kabardova-opg", ru), ru).expect("groups")),
        ("standing", Figure::standing(of("szho"), ru).expect("a norm")),
        ("criteria", Figure::criteria(&battery, &profile, en)),
        ("criteria-lt", Figure::criteria(&battery, &open, lt)),
        ("levels-en", Figure::levels(&battery, &[&now], en)),
        ("before-and-after", Figure::levels(&battery, &[&first, &last], ru)),
        ("change", one(Figure::change(&earlier("klimov-ddo").told(ru), &told("klimov-ddo", ru), ru))),
    ]
}

#[test]
fn figures_are_as_they_were() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/figures");
    let figures = figures();
    let mut known: Vec<String> = figures.iter().map(|(name, _)| format!("{name}.svg")).collect();
    if env::var_os("ORIENTIR_BLESS").is_some() {
        fs::create_dir_all(&folder).expect("a folder");
        for (name, figure) in &figures {
            fs::write(folder.join(name).with_extension("svg"), figure.document()).expect("a file");
        }
    }
    for (name, figure) in &figures {
        let file = folder.join(name).with_extension("svg");
        let expected = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(expected == figure.document(), "{name} is drawn otherwise than {}", file.display());
    }
    let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let svg = files.filter(|file| file.extension().is_some_and(|ending| ending == "svg"));
    let mut found: Vec<String> = svg.filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())).collect();
    found.sort_unstable();
    known.sort_unstable();
    assert_eq!(found, known, "files that no figure has");
}

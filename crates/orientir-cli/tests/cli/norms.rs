//! Norms of schools: folders to tallies, tallies to norms, norms to scores.

use orientir::Lang;

use crate::desk::{Desk, Run};

/// The answers of a school, the same at every run: some missing, some refused.
fn school(number: u64, pupils: u64, with_school: bool) -> Vec<String> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64 ^ (number + 1).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mut below = move |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % n
    };
    (0..pupils)
        .map(|pupil| {
            let level = below(3) + number % 2;
            let answers = (0..20).map(|_| match below(60) {
                0 => String::new(),
                1 => "refused".to_owned(),
                _ => (1 + (level + below(3)).min(4)).to_string(),
            });
            let answers: Vec<String> = answers.collect();
            let sex = if below(2) == 0 { "female" } else { "male" };
            let school = if with_school { format!(",School {number:02}") } else { String::new() };
            format!("s{number}-{pupil},{sex}{school},{}\n", answers.join(","))
        })
        .collect()
}

fn header(with_school: bool) -> String {
    let fields: Vec<String> = (1..=20).map(|field| field.to_string()).collect();
    let school = if with_school { ",school" } else { "" };
    format!("id,sex{school},{}\n", fields.join(","))
}

const SCHOOLS: u64 = 30;

fn pupils(number: u64) -> u64 {
    12 + number % 9
}

fn good(run: &Run) {
    assert_eq!(run.code, Some(0), "{}", run.whole());
}

/// Everything in a norm file but what comes from the list of sources: the sources, and errors that rest on them.
fn without_sources(text: &str) -> serde_json::Value {
    let mut value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    for member in ["sources", "sample", "error"] {
        value.as_object_mut().expect("an object").remove(member);
    }
    // Whether it is a norm or a group to compare with rests on how many schools there are.
    value["norm"].as_object_mut().expect("an object").remove("comparison_group");
    value
}

/// The issue's own case: thirty school folders tallied apart with `--min-cell 1`, merged in any order and fitted.
#[test]
fn thirty_school_folders_give_the_norms_of_the_pooled_data() {
    let desk = Desk::new();
    let (mut pooled, mut nameless) = (header(true), header(false));
    for number in 0..SCHOOLS {
        pooled.extend(school(number, pupils(number), true));
        nameless.extend(school(number, pupils(number), false));
        let rows = school(number, pupils(number), false).concat();
        desk.file(&format!("school-{number}/ovcharova-motives.csv"), header(false) + &rows);
        let (folder, name) = (format!("school-{number}"), format!("School {number:02}"));
        let file = format!("{number}.json");
        good(&desk.run(&[
            "tally",
            "ovcharova-motives",
            &folder,
            "--school",
            &name,
            "--by",
            "sex",
            "--min-cell",
            "1",
            "--date",
            "2026-10",
            "-o",
            &file,
        ]));
    }
    desk.file("pooled.csv", pooled).file("nameless.csv", nameless);
    let options = ["--by", "sex", "--min-cell", "1", "--date", "2026-10"];
    let tally = |table: &str, file: &str, more: &[&str]| {
        let arguments = ["tally", "ovcharova-motives", table, "-o", file];
        good(&desk.run(&arguments.iter().chain(&options).chain(more).copied().collect::<Vec<_>>()));
    };
    tally("pooled.csv", "pooled.json", &[]);
    tally("nameless.csv", "nameless.json", &["--school", "all"]);
    let files: Vec<String> = (0..SCHOOLS).map(|number| format!("{number}.json")).collect();
    let fit = |tally: &str, by: &[&str], file: &str| {
        let arguments = ["fit", tally, "--replicates", "200", "-o", file];
        good(&desk.run(&arguments.iter().chain(by).copied().collect::<Vec<_>>()));
        desk.read(file)
    };
    for by in [&[][..], &["--by", "sex"]] {
        let expected = fit("pooled.json", by, "pooled-norms.json");
        let mut order = files.clone();
        for turn in [0, 7, 19] {
            order.rotate_left(turn);
            order.swap(0, 11);
            let arguments: Vec<&str> =
                ["merge"].into_iter().chain(order.iter().map(String::as_str)).chain(["-o", "all.json"]).collect();
            good(&desk.run(&arguments));
            assert_eq!(desk.read("all.json"), desk.read("pooled.json"));
            assert_eq!(fit("all.json", by, "norms.json"), expected);
        }
        // Where the pooled data do not tell schools apart, the norm is the same, and the sources and their errors are not.
        let nameless = fit("nameless.json", by, "nameless-norms.json");
        let member = |text: &str, name: &str| without_sources(text)[name].to_string();
        for name in ["norm", "method", "key"] {
            assert_eq!(member(&nameless, name), member(&expected, name), "{name}");
        }
        assert_ne!(nameless, expected);
    }
    // Reliability and items of the counts are those of the answers.
    for command in ["reliability", "items"] {
        let of = |file: &str| {
            let run = desk.run(&[command, "ovcharova-motives", file, "--format", "csv"]);
            good(&run);
            run.out
        };
        assert_eq!(of("all.json"), of("pooled.csv"), "{command}");
        assert!(of("all.json").contains("internal_social"));
    }
    // And the norms are used, by the command line as by a battery.
    let run = desk.run(&["score", "ovcharova-motives", "school-3/ovcharova-motives.csv", "--norms", "norms.json"]);
    let heads: Vec<&str> = run.out.lines().next().expect("a header").split(',').collect();
    for column in [
        "internal_individual.t",
        "internal_individual.sten",
        "internal_individual.percentile",
        "internal_individual.norm",
    ] {
        assert!(heads.contains(&column), "{column}");
    }
    assert!(run.out.contains(",local,"), "{}", run.out);
}

fn class(desk: &Desk) {
    let rows = school(1, 90, false).concat();
    desk.file("class/ovcharova-motives.csv", header(false) + &rows);
}

const TALLY: [&str; 6] = ["tally", "ovcharova-motives", "class", "--school", "School 1", "-o"];

fn tallied(desk: &Desk, file: &str, more: &[&str]) -> Run {
    desk.run(&TALLY.iter().chain([&file]).chain(more).copied().collect::<Vec<_>>())
}

#[test]
fn a_tally_and_norms_are_told_apart() {
    let desk = Desk::new();
    class(&desk);
    good(&tallied(&desk, "tally.json", &["--date", "2026"]));
    good(&desk.run(&["fit", "tally.json", "--quiet", "-o", "norms.json"]));
    let mut whole = String::new();
    for lang in ["ru", "lt", "en"] {
        for arguments in [
            &["score", "ovcharova-motives", "class/ovcharova-motives.csv", "--norms", "tally.json"][..],
            &["fit", "norms.json"],
            &["merge", "tally.json", "norms.json"],
        ] {
            let run = desk.run(&[arguments, &["--lang", lang]].concat());
            assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.told);
            whole += &run.told;
        }
    }
    insta::assert_snapshot!("tally_or_norms", whole);
}

#[test]
fn what_is_told_of_norms() {
    let desk = Desk::new();
    class(&desk);
    good(&tallied(&desk, "one.json", &["--by", "sex", "--date", "2026-10-05"]));
    for lang in ["en", "ru", "lt"] {
        let run = desk.run(&["fit", "one.json", "--format", "table", "--lang", lang]);
        insta::assert_snapshot!(format!("norms_of_one_school_{lang}"), run.whole());
    }
    let run = desk.run(&["fit", "one.json", "--by", "sex", "--force", "-o", "norms.json"]);
    insta::assert_snapshot!("norms_by_sex", run.whole());
    insta::assert_snapshot!("norm_file", desk.read("norms.json"));
}

#[test]
fn what_cannot_be_counted_is_told() {
    let desk = Desk::new();
    class(&desk);
    good(&tallied(&desk, "one.json", &["--date", "2026"]));
    let small = header(false) + &school(2, 7, false).concat();
    desk.file("small.csv", small);
    let mut whole = String::new();
    let mut tell = |what: &str, run: Run| {
        whole += &format!("## {what}\n{}", run.whole());
    };
    tell("no school", desk.run(&["tally", "ovcharova-motives", "class"]));
    tell("seven pupils", desk.run(&["tally", "ovcharova-motives", "small.csv", "--school", "2"]));
    tell("the same file twice", desk.run(&["merge", "one.json", "one.json"]));
    good(&desk.run(&["tally", "ovcharova-motives", "class", "--school", "Copy", "-o", "copy.json"]));
    tell("a copy", desk.run(&["merge", "one.json", "copy.json"]));
    good(&tallied(&desk, "by.json", &["--by", "sex", "--release", "spring"]));
    tell("another division", desk.run(&["merge", "one.json", "by.json"]));
    let text = desk.read("one.json");
    desk.file("cut.json", &text[..text.len() / 2]).file("changed.json", text.replace("School 1", "School 9"));
    tell("cut", desk.run(&["merge", "one.json", "cut.json"]));
    tell("changed", desk.run(&["fit", "changed.json"]));
    tell("no tally", desk.run(&["fit", "small.csv"]));
    tell("too few by sex", desk.run(&["fit", "by.json", "--by", "sex"]));
    tell("no year", desk.run(&["fit", "by.json", "-o", "norms.json"]));
    tell("no such group", desk.run(&["fit", "one.json", "--by", "grade"]));
    tell("another instrument", desk.run(&["fit", "one.json", "-i", "szho"]));
    good(&desk.run(&["fit", "one.json", "--quiet", "-o", "norms.json"]));
    tell("norms of another", desk.run(&["score", "szho", "class/ovcharova-motives.csv", "--norms", "norms.json"]));
    tell("norms for a battery", desk.run(&["assess", "self-determination", "class", "--norms", "one.json"]));
    tell("a bad date", tallied(&desk, "x.json", &["--date", "5.10.2026"]));
    tell("a bad covariate", tallied(&desk, "x.json", &["--by", "shoe"]));
    insta::assert_snapshot!("norms_bad_input", whole);
}

/// Pupils' sex stands in the list of pupils, and the folder is read as `assess` reads it.
#[test]
fn norms_by_sex_are_used_with_the_list_of_pupils() {
    let desk = Desk::new();
    let rows = school(1, 90, false);
    let bare = |row: &String| {
        let cells: Vec<&str> = row.splitn(3, ',').collect();
        format!("{},{}", cells[0], cells[2])
    };
    let sexes = |row: &String| {
        row.splitn(3, ',').take(2).collect::<Vec<_>>().join(",")
            + "
"
    };
    let head = header(false).replacen("id,sex,", "id,", 1);
    desk.file("class/ovcharova-motives.csv", head + &rows.iter().map(bare).collect::<String>());
    desk.file(
        "class/pupils.csv",
        "id,sex
"
        .to_owned()
            + &rows.iter().map(sexes).collect::<String>(),
    );
    good(&tallied(&desk, "one.json", &["--by", "sex", "--date", "2026"]));
    good(&desk.run(&["fit", "one.json", "--by", "sex", "--quiet", "-o", "norms.json"]));
    let score = |arguments: &[&str]| {
        let all = ["score", "ovcharova-motives", "--norms", "norms.json"];
        desk.run(&all.iter().chain(arguments).copied().collect::<Vec<_>>())
    };
    // The table alone does not say the sex: that is told, and what to do.
    let alone = score(&["class/ovcharova-motives.csv"]);
    assert!(alone.told.contains("without a standard score by the norms local: 90 of 90"), "{}", alone.told);
    assert!(alone.told.contains("the norms are by sex"), "{}", alone.told);
    let with_list = score(&["class/ovcharova-motives.csv", "--pupils", "class/pupils.csv"]);
    let folder = score(&["class"]);
    assert_eq!(with_list.out, folder.out);
    assert!(folder.out.contains(",local,") && !folder.told.contains("without a standard score"), "{}", folder.told);
}

#[test]
fn choices_have_no_norms() {
    let desk = Desk::new();
    let fields: Vec<String> = (1..=20).map(|field| field.to_string()).collect();
    let row = |i: usize| {
        let codes: Vec<&str> = (1..=20).map(|j| if (i * j + i / 3).is_multiple_of(3) { "a" } else { "b" }).collect();
        format!(
            "p{i},{}
",
            codes.join(",")
        )
    };
    desk.file(
        "pairs.csv",
        format!(
            "id,{}
",
            fields.join(",")
        ) + &(0..60).map(row).collect::<String>(),
    );
    good(&desk.run(&["tally", "klimov-ddo", "pairs.csv", "--school", "5", "--date", "2026", "-o", "pairs.json"]));
    for lang in ["en", "ru", "lt"] {
        let run = desk.run(&["fit", "pairs.json", "-o", "norms.json", "--lang", lang]);
        assert_eq!(run.code, Some(2));
        assert!(run.told.contains("klimov-ddo") && run.told.contains("--force"), "{}", run.told);
    }
    good(&desk.run(&["fit", "pairs.json", "-o", "norms.json", "--force"]));
}

/// The words of new problems in every language, with no gap left open.
#[test]
fn every_language_has_the_words() {
    let desk = Desk::new();
    class(&desk);
    good(&tallied(&desk, "one.json", &["--date", "2026"]));
    for lang in [Lang::Ru, Lang::Lt, Lang::En] {
        for arguments in [&["merge", "one.json", "one.json"][..], &["fit", "one.json", "-i", "szho"], &["fit", "class"]]
        {
            let run = desk.run(&arguments.iter().copied().chain(["--lang", lang.as_str()]).collect::<Vec<_>>());
            assert_eq!(run.code, Some(2));
            assert!(!run.told.contains('{') && !run.told.contains('['), "{}", run.told);
        }
    }
}

/// What Python compares itself with, byte for byte: `bindings/python/tests/test_norms.py`.
#[test]
fn the_files_of_the_five_schools_are_those_on_record() {
    let desk = Desk::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let on_record = |name: &str, found: &str| {
        let record = format!("{root}/tests/results/{name}");
        let expected = std::fs::read_to_string(&record).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            found == expected,
            "{record} is not what the command line gives (a norm file names the engine's version)"
        );
    };
    for number in 1..=5 {
        let table = format!("{root}/examples/five-schools/school-{number}.csv");
        let (name, file) = (format!("Школа {number}"), format!("school-{number}.json"));
        let about = ["--school", &name, "--by", "sex", "--date", "2026-10", "-o", &file];
        good(&desk.run(&[&["tally", "ovcharova-motives", &table], &about[..]].concat()));
    }
    let files = ["school-3.json", "school-1.json", "school-5.json", "school-2.json", "school-4.json"];
    good(&desk.run(&[&["merge"], &files[..], &["-o", "city.json"]].concat()));
    on_record("five-schools.tally.json", &desk.read("city.json"));
    good(&desk.run(&["fit", "city.json", "--by", "sex", "-o", "norms.json"]));
    on_record("five-schools.norms.json", &desk.read("norms.json"));
    for (command, table, name) in [
        ("reliability", "city.json", "reliability-five-schools.jsonl"),
        ("items", "city.json", "items-five-schools.jsonl"),
    ] {
        on_record(name, &desk.run(&[command, "ovcharova-motives", table, "--format", "jsonl"]).out);
    }
    let occasions = format!("{root}/tests/results/occasions.csv");
    let again = desk.run(&["reliability", "ovcharova-motives", &occasions, "--format", "jsonl"]);
    on_record("reliability-occasions.jsonl", &again.out);
    let known = ["--retest", "0.7", "--retest", "internal_social=0.8", "--format", "jsonl"];
    let compared = desk.run(&[&["compare", "ovcharova-motives", &occasions], &known[..]].concat());
    on_record("compare-occasions.jsonl", &compared.out);
}

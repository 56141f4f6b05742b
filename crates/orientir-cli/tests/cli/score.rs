//! `score`: tables of answers in, score tables out.

use crate::desk::{Desk, SMALL, klimov};

const ALL_A: &str = "aaaaaaaaaaaaaaaaaaaa";

/// The table by hand: with all answers `a` the first options count: nature 1 6 10 11 16 20, technology 4 9 14 19,
/// human 2 8 12 18, sign 5 15, art 3 7 13 17. With `b` in 1 a point goes from nature to technology.
#[test]
fn a_hand_made_table_gives_the_hand_made_scores() {
    let desk = Desk::new();
    desk.file("class.csv", klimov(&[("01", ALL_A), ("02", "baaaaaaaaaaaaaaaaaaa")]));
    let run = desk.run(&["score", "klimov-ddo", "class.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    let lines: Vec<&str> = run.out.lines().collect();
    let header: Vec<&str> = lines[0].split(',').collect();
    let value = |line: usize, column: &str| {
        let at = header.iter().position(|name| *name == column).expect("the column");
        lines[line].split(',').nth(at).expect("the cell")
    };
    let row =
        |line: usize| ["id", "nature", "technology", "human", "sign", "art", "type"].map(|name| value(line, name));
    assert_eq!(row(1), ["01", "6", "4", "4", "2", "4", "nature"]);
    assert_eq!(row(2), ["02", "5", "5", "4", "2", "4", "nature+technology"]);
    assert_eq!(value(1, "nature.status"), "scored");
    assert_eq!(value(1, "nature.possible_max"), "6");
}

#[test]
fn separators_marks_and_aliases_change_nothing() {
    let desk = Desk::new();
    let comma = klimov(&[("01", ALL_A), ("Анна", ALL_A)]);
    let expected = {
        desk.file("a.csv", &comma);
        desk.run(&["score", "klimov-ddo", "a.csv"]).out
    };
    let tab = comma.replace(',', "\t");
    let semicolon = comma.replace(',', ";").replace('\n', "\r\n");
    for (i, content) in [
        tab,
        semicolon.clone(),
        format!("\u{feff}{semicolon}"),
        format!("sep=;\r\n{semicolon}"),
        format!("\n\n{comma}"),
    ]
    .iter()
    .enumerate()
    {
        desk.file("b.csv", content);
        let run = desk.run(&["score", " ддо Климова ", "b.csv"]);
        assert_eq!((run.code, run.told.as_str()), (Some(0), ""), "{i}");
        assert_eq!(run.out, expected, "{i}");
    }
}

#[test]
fn columns_are_stable_for_an_instrument() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", "id,sex,q1,q2,q3\n01,f,4,0,4\n02,,3,,3\n03,,,,\n");
    let run = desk.run(&["score", "./small.json", "a.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    // Mean 7, standard deviation 2.5, reliability .71: 12 ± 1.96 · 2.5 √.29; N(10.55, 6.25 · .71 · .29) above 8.5 (SciPy 1.17.1).
    let expected = "\
id,order,order.level,order.t,order.sten,order.z,order.norm,order.answered,order.prorated,order.status,\
order.possible_min,order.possible_max,order.ci_low,order.ci_high,order.p_level,lists,lists.answered,lists.prorated,lists.status,lists.possible_min,\
lists.possible_max,type,flags
01,12,high,70,10,2,town,3,false,scored,12,12,9.361317731800947,14.638682268199053,0.9646277886040383,4,1,false,scored,4,4,order+lists,
02,9,high,,,,,2,true,prorated,6,10,,,,3,1,false,scored,3,3,,
03,,,,,,,0,false,missing,0,12,,,,,0,false,missing,0,4,,
";
    assert_eq!(run.out, expected);
}

#[test]
fn json_is_the_core_s_with_the_key_in_front() {
    let desk = Desk::new();
    desk.file("small.json", SMALL)
        .file("a.csv", "id,occasion,sex,q1,q2,q3\n07,2,m\u{443}\u{436},3,2,2\n".replace('m', "\u{43c}"));
    let lines = desk.run(&["score", "small.json", "a.csv", "--format", "jsonl"]);
    assert!(
        lines.out.starts_with("{\"key\":{\"id\":\"07\",\"occasion\":2},\"instrument\":\"small\","),
        "{}",
        lines.out
    );
    let one: serde_json::Value = serde_json::from_str(&lines.out).expect("one document a line");
    assert_eq!(one["scales"]["order"]["raw"], 7.0);
    assert_eq!(one["scales"]["order"]["t"], 55.0);
    assert!(lines.out.contains("\"raw\":7.0"), "the bytes of floats are the core's: {}", lines.out);
    assert!(one["receipt"]["key"].is_string());
    let list = desk.run(&["score", "small.json", "a.csv", "--format", "json"]);
    assert_eq!(list.out, format!("[\n{}]\n", lines.out));
}

#[test]
fn a_missing_id_column_makes_row_numbers_the_ids() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", "q1,q2,q3\n1,1,1\n2,2,2\n");
    let run = desk.run(&["score", "small.json", "a.csv"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.out.lines().map(|l| l.split(',').next().expect("a cell")).collect::<Vec<_>>(), ["id", "1", "2"]);
}

#[test]
fn spreadsheet_formulas_in_ids_are_neutralised() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", "id,q1,q2,q3\n=1+1,1,1,1\n-5,1,1,1\n\"@x\",0,4,0\n");
    let run = desk.run(&["score", "small.json", "a.csv"]);
    let ids: Vec<&str> = run.out.lines().skip(1).map(|line| line.split(',').next().expect("a cell")).collect();
    assert_eq!(ids, ["'=1+1", "-5", "'@x"]);
}

#[test]
fn standard_input_and_output() {
    let desk = Desk::new();
    desk.file("small.json", SMALL);
    let run = desk.run_with(&["score", "small.json", "-", "-o", "-"], "id,q1,q2,q3\n1,1,1,1\n", &[]);
    assert_eq!(run.code, Some(0));
    let from_input = desk.run_with(&["check", "-"], SMALL, &[]);
    assert_eq!(from_input.out, "ok: small 1.2.0, 3 items, 2 scales, 1 example\n");
    let twice = desk.run_with(&["score", "-", "-"], SMALL, &[]);
    assert_eq!(twice.code, Some(2));
    assert_eq!(twice.told, "cannot read `-`: standard input can be read only once\n");
}

#[test]
fn the_ending_of_the_output_decides_its_form() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", "id,q1,q2,q3\n1,1,1,1\n");
    for (name, begin) in
        [("o.csv", "id,order,"), ("o.json", "[\n{\"key\""), ("o.jsonl", "{\"key\""), ("o.txt", "id  order")]
    {
        let run = desk.run(&["score", "small.json", "a.csv", "-o", name]);
        assert_eq!((run.code, run.out.as_str(), run.told.as_str()), (Some(0), "", ""), "{name}");
        assert!(desk.read(name).starts_with(begin), "{name}: {}", desk.read(name));
    }
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "o.ods"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.contains("`ods`") && run.told.contains("csv, json, jsonl, xlsx, table"), "{}", run.told);
}

#[test]
fn answers_are_never_written_over() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", "id,q1,q2,q3\n1,1,1,1\n");
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "./a.csv"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.contains("would be overwritten"), "{}", run.told);
    assert_eq!(desk.read("a.csv"), "id,q1,q2,q3\n1,1,1,1\n");
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "no/such/folder.csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
}

#[test]
fn policies_and_wording_reach_the_score() {
    let desk = Desk::new();
    let fields: Vec<String> =
        (1..=50).flat_map(|i| ["skill", "attitude", "wish"].map(|f| format!("{i}.{f}"))).collect();
    let answers = ["0", "2", "2"].repeat(50).join(",");
    desk.file("k.csv", format!("id,{}\n1,{answers}\n", fields.join(",")));
    let wish = |arguments: &[&str]| {
        let run = desk.run(&[&["score", "kabardova-opg", "k.csv", "--format", "jsonl"], arguments].concat());
        let one: serde_json::Value = serde_json::from_str(&run.out).expect("a document");
        one["scales"]["sign_wish"]["raw"].as_f64()
    };
    assert_eq!(wish(&[]), Some(0.0));
    assert_eq!(wish(&["--policy", "zero_skill=count_all"]), Some(20.0));

    let header: Vec<String> = (1..=20).map(|i| i.to_string()).collect();
    desk.file("s.csv", format!("id,sex,{}\n1,male,{}\n", header.join(","), ["4"; 20].join(",")));
    let run = desk.run(&["score", "szho", "s.csv", "--wording", "published", "--format", "jsonl"]);
    let one: serde_json::Value = serde_json::from_str(&run.out).expect("a document");
    assert_eq!(one["scales"]["total"]["norm"], "leontiev-reference");
    let own = desk.run(&["score", "szho", "s.csv", "--format", "jsonl"]);
    assert!(own.out.contains("\"no_norm\":\"wording\""));
}

#[test]
fn pooled_ratings_become_one_row() {
    let desk = Desk::new();
    let fields: Vec<String> = (1..=8).map(|i| format!("a{i}")).collect();
    desk.file(
        "o.csv",
        format!(
            "id,rater,date,{}\n1,A,2026-10-01,{}\n1,B,2026-10-01,{}\n",
            fields.join(","),
            ["3"; 8].join(","),
            ["1"; 8].join(",")
        ),
    );
    let run = desk.run(&["score", "observation-sheet", "o.csv", "--format", "table"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("66.67"), "{}", run.out);
    assert_eq!(run.out.lines().filter(|line| line.starts_with('1')).count(), 1);
}

#[test]
fn the_template_is_a_table_that_scores() {
    let desk = Desk::new();
    let run = desk.run(&["template", "szho", "--rows", "2", "-o", "t.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    let table = desk.read("t.csv");
    assert!(table.starts_with("id,sex,1,2,3,"), "{table}");
    assert_eq!(table.lines().count(), 3);
    let run = desk.run(&["score", "szho", "t.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    let header = desk.run(&["template", "observation-sheet"]).out;
    assert_eq!(header, "id,rater,date,a1,a2,a3,a4,a5,a6,a7,a8\n");
}

#[test]
fn a_table_of_thousands_is_written_whole() {
    let desk = Desk::new();
    let rows: String = (0..5000).map(|i| format!("{i},{},{},{}\n", i % 5, (i / 5) % 5, (i / 25) % 5)).collect();
    desk.file("small.json", SMALL).file("a.csv", format!("id,q1,q2,q3\n{rows}"));
    let run = desk.run(&["score", "small.json", "a.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    assert_eq!(run.out.lines().count(), 5001);
}

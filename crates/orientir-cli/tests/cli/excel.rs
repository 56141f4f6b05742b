//! `--excel`: CSV that Excel opens with Russian or Lithuanian settings, byte by byte.

use crate::desk::{Desk, SMALL};

fn bytes(desk: &Desk, name: &str) -> String {
    String::from_utf8(std::fs::read(desk.path().join(name)).expect("a file")).expect("UTF-8")
}

#[test]
fn scores_for_excel() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file(
        "a.csv",
        "id,rater,sex,q1,q2,q3\n007,2026-10-01,male,3,2,2\n1-2,Анна,,3,,3\n+37061234567,=x,,,,\n12,5%,,1,1,1\n",
    );
    let run = desk.run(&["score", "small.json", "a.csv", "--excel", "-o", "o.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    // Mean 6, standard deviation 2, reliability .71: 7 ± 1.96 · 2 √.29; N(6.71, 4 · .71 · .29) from 4 to 8.5 (SciPy 1.17.1).
    let expected = "\u{feff}id;rater;order;order.level;order.t;order.sten;order.z;order.norm;order.answered;order.prorated;\
order.status;order.possible_min;order.possible_max;order.ci_low;order.ci_high;order.p_level;lists;lists.answered;lists.prorated;lists.status;lists.possible_min;\
lists.possible_max;type;flags\r\n\
\"=\"\"007\"\"\";\"=\"\"2026-10-01\"\"\";7;medium;55;7;0,5;town;3;false;scored;7;7;4,889054185440757;9,110945814559244;0,974305398974243;2;1;false;scored;2;2;order;\r\n\
\"=\"\"1-2\"\"\";Анна;9;high;;;;;2;true;prorated;6;10;;;;3;1;false;scored;3;3;;\r\n\
\"=\"\"+37061234567\"\"\";'=x;;;;;;;0;false;missing;0;12;;;;;0;false;missing;0;4;;\r\n\
12;\"=\"\"5%\"\"\";5;medium;;;;;3;false;scored;5;5;;;;1;1;false;scored;1;1;order;all_equal\r\n";
    assert_eq!(bytes(&desk, "o.csv"), expected);
    let piped = desk.run(&["score", "small.json", "a.csv", "--excel"]);
    assert_eq!(piped.out, expected);
}

#[test]
fn profiles_and_templates_for_excel() {
    let desk = Desk::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/class-9b");
    let run = desk.run(&["assess", "self-determination", folder, "--excel", "-o", "o.csv", "--quiet"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    let profiles = bytes(&desk, "o.csv");
    assert!(profiles.starts_with("\u{feff}id;cognitive.index;cognitive.level;"), "{profiles}");
    let first = profiles.lines().nth(1).expect("a row");
    assert!(first.starts_with("\"=\"\"01\"\"\";0,75;high;2 of 2;0,5;medium;"), "{first}");
    assert!(profiles.lines().count() > 20 && profiles.matches("\r\n").count() == profiles.lines().count());

    let run = desk.run(&["template", "observation-sheet", "--rows", "2", "--excel", "-o", "t.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    assert_eq!(
        bytes(&desk, "t.csv"),
        "\u{feff}id;rater;date;a1;a2;a3;a4;a5;a6;a7;a8\r\n1;;;;;;;;;;\r\n2;;;;;;;;;;\r\n"
    );
}

#[test]
fn another_form_for_excel_is_refused() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", "id,q1,q2,q3\n1,1,1,1\n");
    for arguments in [["-o", "o.xlsx"], ["-o", "o.json"], ["--format", "table"], ["--format", "xlsx"]] {
        let run = desk.run(&[&["score", "small.json", "a.csv", "--excel"], arguments.as_slice()].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.told.contains("--excel is a kind of CSV"), "{arguments:?}: {}", run.told);
    }
    let show = desk.run(&["show", "small.json", "--excel"]);
    assert_eq!(show.code, Some(2));
}

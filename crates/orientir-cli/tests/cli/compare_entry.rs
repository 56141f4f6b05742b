//! Two entries of the same sheets: where they differ, how often, and what cannot be compared.

use crate::desk::{Desk, SMALL, klimov};

const A: &str = "aaaaaaaaaaaaaaaaaaaa";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("a.csv", klimov(&[("01", A), ("02", A), ("03", A), ("05", A)]));
    // Another order of rows; `а` is Cyrillic; two slips in 02, a blank in 03.
    desk.file(
        "b.csv",
        klimov(&[
            ("02", "bbaaaaaaaaaaaaaaaaaa"),
            ("04", A),
            ("01", "аaaaaaaaaaaaaaaaaaaa"),
            ("03", "aa aaaaaaaaaaaaaaaaa"),
        ]),
    );
    desk
}

#[test]
fn one_line_a_difference_and_a_closing_block() {
    let desk = desk();
    let run = desk.run(&["compare-entry", "a.csv", "b.csv", "-i", "ДДО"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.out, "id,column,first,second\n02,1,a,b\n02,2,a,b\n03,3,a,\n");
    insta::assert_snapshot!("compare_entry", run.told);
    for lang in ["ru", "lt"] {
        let run = desk.run(&["compare-entry", "a.csv", "b.csv", "-i", "ДДО", "--lang", lang]);
        insta::assert_snapshot!(format!("compare_entry_{lang}"), run.told);
    }
    insta::assert_snapshot!(
        "compare_entry_table",
        desk.run(&["compare-entry", "a.csv", "b.csv", "-i", "ДДО", "--format", "table", "--quiet"]).whole()
    );
}

#[test]
fn without_an_instrument_texts_are_compared() {
    let desk = desk();
    let run = desk.run(&["compare-entry", "a.csv", "b.csv"]);
    assert!(run.out.contains("01,1,a,а\n"), "a Cyrillic letter is another text: {}", run.out);
    desk.file("c.csv", "id;note;1\n1; x ;\n2;=1+1;3\n").file("d.csv", "1,id,note,own\n,2,-A1,\n  ,1,x,y\n");
    let run = desk.run(&["compare-entry", "c.csv", "d.csv", "--format", "csv"]);
    assert_eq!(run.out, "id,column,first,second\n2,note,'=1+1,'-A1\n2,1,3,\n");
    assert!(run.told.contains("columns only in `d.csv`: `own`"), "{}", run.told);
    let run = desk.run(&["compare-entry", "c.csv", "d.csv", "--format", "jsonl"]);
    assert_eq!(run.out.lines().next(), Some(r#"{"id":"2","column":"note","first":"=1+1","second":"-A1"}"#));
}

#[test]
fn codes_are_equal_however_they_are_written() {
    let desk = Desk::new();
    desk.file("small.json", SMALL);
    desk.file("a.csv", "id,q1,q2,q3,note\n1,3,refused,9,x\n2,3,,2,\n3,1,1,8,\n");
    desk.file("b.csv", "id,q1,q2,q3,note\n1,\"3,0\",отказ,9,y\n2,3,refused,2,\n3,1,1,7x,\n");
    let run = desk.run(&["compare-entry", "a.csv", "b.csv", "-i", "small.json"]);
    assert_eq!(run.out, "id,column,first,second\n2,q2,,refused\n3,q3,8,7x\n", "{}", run.told);
    assert!(run.told.contains("cells compared: 9\n"), "the note is no answer: {}", run.told);
}

#[test]
fn rows_are_matched_by_all_keys_that_both_have() {
    let desk = Desk::new();
    desk.file("a.csv", "id,occasion,rater,q\n1,,x,a\n1,2,x,b\n1,2,y,c\n");
    desk.file("b.csv", "rater,id,q,occasion\ny,1,c,2\nx,1,b,2\nx,1,d,1\n");
    let run = desk.run(&["compare-entry", "a.csv", "b.csv"]);
    assert_eq!(run.out, "id,occasion,rater,column,first,second\n1,1,x,q,a,d\n");
    // Raters of an instrument that pools them are told apart all the same.
    let header = desk.run(&["template", "observation-sheet"]).out;
    let cells = header.trim().split(',').count() - 3;
    let rows = |first: &str| {
        let row = |rater: &str, answer: &str| format!("1,{rater},2026-03-01,{answer}{}\n", ",1".repeat(cells - 1));
        format!("{header}{}{}", row("x", "1"), row("y", first))
    };
    assert!(header.starts_with("id,rater,date,"), "{header}");
    desk.file("c.csv", rows("1")).file("d.csv", rows("0"));
    let run = desk.run(&["compare-entry", "c.csv", "d.csv", "-i", "observation-sheet"]);
    assert_eq!(run.out.lines().count(), 2, "{}{}", run.out, run.told);
    assert!(run.out.contains("\n1,y,2026-03-01,"), "{}", run.out);
}

#[test]
fn nothing_differs() {
    let desk = Desk::new();
    desk.file("a.csv", klimov(&[("01", A)])).file("b.csv", klimov(&[("01", A)]));
    let run = desk.run(&["compare-entry", "a.csv", "b.csv", "-i", "klimov-ddo"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), "id,column,first,second\n"));
    assert!(run.told.contains("error rate: 0 = 0 %, 95 % interval (Wilson 1927) 0 to 16.113 %"), "{}", run.told);
    let run = desk.run(&["compare-entry", "a.csv", "b.csv", "--quiet"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    desk.file("c.csv", klimov(&[("01", A), ("02", A)]));
    assert_eq!(desk.run(&["compare-entry", "a.csv", "c.csv", "-q"]).code, Some(1), "a sheet was typed once only");
}

#[test]
fn repeated_keys_are_told_and_passed_over() {
    let desk = Desk::new();
    desk.file("a.csv", klimov(&[("01", A), ("01", "bbbbbbbbbbbbbbbbbbbb"), ("", A)]))
        .file("b.csv", klimov(&[("01", A)]));
    let run = desk.run(&["compare-entry", "a.csv", "b.csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "id,column,first,second\n"));
    assert!(run.told.contains("a.csv: row 2: ") && run.told.contains("a.csv: row 3, column id: "), "{}", run.told);
}

#[test]
fn tables_that_cannot_be_compared() {
    let desk = desk();
    desk.file("c.csv", klimov(&[("91", A)])).file("d.csv", "id,x\n01,1\n").file("e.csv", "x,1\n1,a\n");
    desk.file("twice.csv", "id,1,1\n01,a,a\n");
    for (second, told) in [
        ("c.csv", "no sheets with the first table (key: id)"),
        ("d.csv", "no columns with the first table"),
        ("e.csv", "e.csv: the column `id` is missing"),
        ("twice.csv", "`1`"),
        ("./a.csv", "the same table as the first"),
        ("nowhere.csv", "there is no such file"),
    ] {
        let run = desk.run(&["compare-entry", "a.csv", second]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{second}: {}", run.told);
        assert!(run.told.contains(told), "{second}: {}", run.told);
    }
    let run = desk.run(&["compare-entry", "a.csv", "b.csv", "-i", "szho"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "another instrument's answers: {}", run.told);
    let run = desk.run(&["compare-entry", "a.csv", "b.csv", "-o", "b.csv"]);
    assert_eq!(run.code, Some(2), "what was typed is not written over");
}

//! Bad input: a clear message naming the place and what is allowed, the exit code, good rows written, no panic.

use crate::desk::{Desk, SMALL, klimov};

const ALL_A: &str = "aaaaaaaaaaaaaaaaaaaa";

fn small() -> Desk {
    let desk = Desk::new();
    desk.file("small.json", SMALL);
    desk
}

#[test]
fn an_unknown_instrument() {
    let desk = Desk::new();
    let run = desk.run(&["score", "klimow-ddo", "a.csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    let expected =
        "there is no instrument or battery `klimow-ddo`; did you mean `klimov-ddo`?\nwhat there is: orientir list\n";
    assert_eq!(run.told, expected);
    let run = desk.run(&["assess", "klimov-ddo", "."]);
    assert_eq!(
        (run.code, run.told.as_str()),
        (Some(2), "cannot read `klimov-ddo`: this is an instrument, not a battery; use `orientir score`\n")
    );
    let run = desk.run(&["score", "self-determination", "a.csv"]);
    assert_eq!(
        (run.code, run.told.as_str()),
        (Some(2), "cannot read `self-determination`: this is a battery; use `orientir assess`\n")
    );
}

#[test]
fn files_that_cannot_be_read() {
    let desk = small();
    desk.file("empty.csv", "")
        .file("blank.csv", "\n\n")
        .file("head.csv", "id,q1,q2,q3\n")
        .file("rows.csv", "id,q1,q2,q3\n,,,\n");
    desk.file("quote.csv", "id,q1,q2,q3\n\"x,1,1,1\n2,1,1,1\n")
        .file("book.csv", b"PK\x03\x04rest")
        .file("bytes.csv", b"id,q1,q2,q3\n\x00,1,1,1\n");
    std::fs::create_dir(desk.path().join("folder")).expect("a folder");
    let cases = [
        ("missing.csv", "cannot read `missing.csv`: there is no such file\n"),
        ("folder", "cannot read `folder`: no usable table of answers is here; expected: small.csv\n"),
        ("empty.csv", "`empty.csv` has no rows of answers\n"),
        ("blank.csv", "`blank.csv` has no rows of answers\n"),
        ("head.csv", "`head.csv` has no rows of answers\n"),
        ("rows.csv", "`rows.csv` has no rows of answers\n"),
        (
            "quote.csv",
            "cannot read `quote.csv`: a quote is not closed: all rows behind it would be one cell (line 2)\n",
        ),
        ("bytes.csv", "cannot read `bytes.csv`: the file has zero bytes: it is no text (line 2)\n"),
    ];
    for (file, told) in cases {
        let run = desk.run(&["score", "small.json", file]);
        assert_eq!((run.code, run.out.as_str(), run.told.as_str()), (Some(2), "", told), "{file}");
    }
    let run = desk.run(&["score", "small.json", "book.csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.told.starts_with("cannot read `book.csv`: the workbook is damaged: "), "{}", run.told);
    for name in ["missing.json", "folder/", "empty.csv"] {
        let run = desk.run(&["show", name]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{name}");
        assert!(!run.told.is_empty(), "{name}");
    }
}

#[test]
fn problems_of_rows_name_row_column_and_what_is_allowed() {
    let desk = small();
    desk.file("a.csv", "id,sex,q1,q2,q3,mood\n01,f,1,1,1,x\n02,M,1,7,1,x\n03,robot,yes,1.5,1,x\n01,f,0,0,0,x\n,f,1,1,1,x\n04,f,2,2\n05,f,3,3,3,x\n");
    let run = desk.run(&["score", "small.json", "a.csv"]);
    assert_eq!(run.code, Some(1));
    let ids: Vec<&str> = run.out.lines().skip(1).map(|line| line.split(',').next().expect("a cell")).collect();
    assert_eq!(ids, ["01", "02", "03", "05"], "the good rows are written");
    insta::assert_snapshot!("problems_of_rows", run.told);
    let run = desk.run(&["score", "small.json", "a.csv", "--lang", "ru"]);
    insta::assert_snapshot!("problems_of_rows_ru", run.told);
    let run = desk.run_with(&["score", "small.json", "a.csv"], "", &[("LC_ALL", "lt_LT.UTF-8")]);
    insta::assert_snapshot!("problems_of_rows_lt", run.told);
    let quiet = desk.run(&["score", "small.json", "a.csv", "--quiet"]);
    assert!(!quiet.told.contains("mood") && quiet.told.contains("row 2 (id 02), column q2"), "{}", quiet.told);
}

#[test]
fn a_missing_column_is_a_problem_and_an_unknown_one_a_remark() {
    let desk = small();
    desk.file("a.csv", "id,q1,q2\n01,1,1\n").file("b.csv", "id,q1,q2,q3,note\n01,1,1,1,x\n");
    let run = desk.run(&["score", "small.json", "a.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(1), "the column `q3` is missing\nrows written: 1; problems: 1\n"));
    assert!(run.out.contains("not_administered"), "{}", run.out);
    let run = desk.run(&["score", "small.json", "b.csv"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), "remark: unknown columns passed over: `note`\n"));
}

#[test]
fn the_file_of_another_instrument() {
    let desk = small();
    desk.file("klimov.csv", klimov(&[("01", ALL_A)])).file("twice.csv", "id,q1,q2,q1,q3\n1,1,1,1,1\n");
    let run = desk.run(&["score", "small.json", "klimov.csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.told.contains("`small`") && run.told.contains("`q1`") && run.told.contains("(21)"), "{}", run.told);
    desk.file("bare.csv", "ivan,secret,3,4\nmaria,1,1,1\n");
    let run = desk.run(&["score", "small.json", "bare.csv"]);
    assert!(run.code == Some(2) && !run.told.contains("ivan") && !run.told.contains("secret"), "{}", run.told);
    let run = desk.run(&["score", "small.json", "twice.csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.told.contains("`q1`"), "{}", run.told);
}

#[test]
fn a_definition_with_ten_faults_is_told_ten_faults() {
    let desk = small();
    desk.file("ten.json", include_str!("data/ten-faults.json"));
    let run = desk.run(&["check", "ten.json", "small.json"]);
    assert_eq!(run.code, Some(2));
    assert_eq!(run.out, "ok: small 1.2.0, 3 items, 2 scales, 1 example\n");
    let places = [
        "/about/colour",
        "/scales/0/method",
        "/levels/0/bands/1/from",
        "/items/3/fields/0/response",
        "/scales/1/method/sum/fields/1",
        "/scales/2/method",
        "/version",
        "/items/2/id",
        "/scales/1/basis/source",
        "/scales/3",
    ];
    for place in places {
        let told = run.told.lines().any(|line| line.starts_with(&format!("ten.json: {place}: ")));
        assert!(told, "{place} is not told:\n{}", run.told);
    }
    let run = desk.run(&["score", "ten.json", "a.csv"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.told.lines().count() >= 10, "{}", run.told);
}

#[test]
fn a_wrong_example_is_told() {
    let desk = Desk::new();
    desk.file("wrong.json", SMALL.replace("\"order\": 6 }", "\"order\": 7 }"));
    let run = desk.run(&["check", "wrong.json"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.told.starts_with("wrong.json: /examples/0: "), "{}", run.told);
}

#[test]
fn a_definition_of_200_megabytes_is_not_read() {
    let desk = Desk::new();
    let file = std::fs::File::create(desk.path().join("huge.json")).expect("a file");
    file.set_len(200 << 20).expect("a long file");
    for arguments in [vec!["check", "huge.json"], vec!["show", "huge.json"], vec!["score", "huge.json", "a.csv"]] {
        let run = desk.run(&arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(
            run.told.starts_with("huge.json: ") && run.told.contains("209715200") && run.told.contains("4194304"),
            "{}",
            run.told
        );
    }
}

#[test]
fn usage_errors_are_unusable_input() {
    let desk = small();
    desk.file("a.csv", "id,q1,q2,q3\n1,1,1,1\n");
    let cases: [&[&str]; 9] = [
        &[],
        &["guess"],
        &["score", "small.json"],
        &["score", "small.json", "a.csv", "--format", "xml"],
        &["score", "small.json", "a.csv", "--lang", "de"],
        &["score", "small.json", "a.csv", "--policy", "nonsense"],
        &["score", "small.json", "a.csv", "--policy", "no=such"],
        &["score", "small.json", "a.csv", "--wording", "mine"],
        &["show", "small.json", "--format", "csv"],
    ];
    for arguments in cases {
        let run = desk.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!run.told.is_empty(), "{arguments:?}");
    }
}

#[test]
fn nobody_of_that_id() {
    let desk = small();
    desk.file("a.csv", "id,occasion,q1,q2,q3\n1,1,1,1,1\n2,1,9,1,1\n");
    let run = desk.run(&["explain", "small.json", "a.csv", "--id", "3"]);
    assert_eq!((run.code, run.told.as_str()), (Some(2), "nobody in the table has the id `3`\n"));
    let run = desk.run(&["explain", "small.json", "a.csv", "--id", "1", "--occasion", "2"]);
    assert_eq!(run.code, Some(2));
    let run = desk.run(&["explain", "small.json", "a.csv", "--id", "1"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""), "the other row's fault is not told");
    let run = desk.run(&["explain", "small.json", "a.csv", "--id", "2"]);
    assert_eq!(run.code, Some(1));
    desk.file("b.csv", "id,occasion,q1,q2,q3\n1,1,1,1\n2,1,1,1,1\n2,1,9,1,1\n");
    let run = desk.run(&["explain", "small.json", "b.csv", "--id", "1"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.starts_with("row 1 (id 1): the row has 4 cells"), "a row that was passed over: {}", run.told);
    let run = desk.run(&["explain", "small.json", "b.csv", "--id", "2"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.told, "row 3 (id 2): `2` stands in rows 2 and 3; row 3 is passed over\n");
}

#[test]
fn another_instruments_answers_under_the_same_columns() {
    let desk = small();
    let rows: String = (0..28).map(|i| format!("{i},77,secret,7\n")).collect();
    desk.file("a.csv", format!("id,q1,q2,q3\n{rows}"));
    let run = desk.run(&["score", "small.json", "a.csv"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.contains("this looks like the table of another instrument"), "{}", run.told);
    assert!(!run.told.contains("secret") && run.out.is_empty(), "{}", run.told);
}

#[test]
fn many_problems_are_counted() {
    let desk = small();
    let rows: String = (0..250).map(|i| format!("{i},9,1,1\n")).collect();
    desk.file("a.csv", format!("id,q1,q2,q3\n{rows}"));
    let run = desk.run(&["score", "small.json", "a.csv"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.told.lines().count(), 102, "{}", run.told);
    assert!(
        run.told.ends_with("further problems: 150 (out_of_range 150)\nrows written: 250; problems: 250\n"),
        "{}",
        run.told
    );
}

#[test]
fn hostile_bytes_never_panic() {
    let desk = small();
    let tables: [&[u8]; 14] = [
        b"\0",
        b"\"",
        b"id,\"q1\n1,2",
        b",,,,\n,,,,\n",
        b"id\n\n\n1",
        b"q1\r\r\rq1",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbfid,q1\n1,1",
        b"id,q1,q2,q3\n1,99999999999999999999999999,-0,1e309\n",
        b"id,q1,q2,q3\n1,1,1,1,1,1,1,1\n2\n",
        b"id,q1,q2,q3,occasion,age\n1,1,1,1,-1,999\n1,1,1,1,0,abc\n",
        b"sep=",
        b"sep=\xc2\xa7\nid",
        "id;q1;q2;q3\n\u{202e}\u{1b}[2J;1;\u{1b};3\n".as_bytes(),
    ];
    let definitions: [&[u8]; 8] = [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"{\"format\":1e999}",
        b"{\"format\":2}",
        b"{\"criteria\":[]}",
        b"{\"criteria\":[{\"id\":\"a\",\"indicators\":[{}]}],\"format\":1}",
    ];
    let mut runs = Vec::new();
    for table in tables {
        desk.file("t.csv", table);
        for form in ["csv", "table", "json"] {
            runs.push(desk.run(&["score", "small.json", "t.csv", "--format", form]));
        }
        runs.push(desk.run(&["explain", "small.json", "t.csv", "--id", "1"]));
    }
    for definition in definitions {
        desk.file("d.json", definition);
        runs.push(desk.run(&["check", "d.json"]));
        runs.push(desk.run(&["show", "d.json"]));
        runs.push(desk.run(&["assess", "d.json", "."]));
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    desk.file("deep.json", deep);
    runs.push(desk.run(&["check", "deep.json"]));
    for run in runs {
        assert!(matches!(run.code, Some(0..=2)), "{}", run.whole());
        assert!(!run.told.contains("panicked"), "{}", run.whole());
        assert!(!run.told.contains('\u{1b}') && !run.told.contains('\u{202e}'), "{}", run.whole());
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = small();
    let rows: String = (0..20_000).map(|i| format!("{i},1,1,1\n")).collect();
    desk.file("a.csv", format!("id,q1,q2,q3\n{rows}"));
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_orientir"))
        .args(["score", "small.json", "a.csv"])
        .current_dir(desk.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the binary");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("its output");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

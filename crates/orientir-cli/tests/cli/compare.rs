//! Before and after: what is written, and tables that allow no comparison.

use crate::desk::{Desk, Run};

/// Twelve pupils on two occasions; everybody answers the plan one point higher the second time but the last, who is absent.
fn table(occasions: [&str; 2]) -> String {
    let mut table = "id,occasion,plan,dated,next_step,alternative,sources\n".to_owned();
    for (i, occasion) in occasions.into_iter().enumerate() {
        for id in 1..=12 - i {
            table += &format!("{id},{occasion},{i},{},0,0,{}\n", id % 2, id % 3);
        }
    }
    table
}

fn compare(table: &str, options: &[&str]) -> Run {
    let desk = Desk::new();
    desk.file("plan.csv", table);
    let arguments = ["compare", "career-plan", "plan.csv"];
    desk.run(&arguments.iter().chain(options).copied().collect::<Vec<_>>())
}

fn line<'r>(run: &'r Run, start: &str) -> &'r str {
    run.out.lines().find(|line| line.starts_with(start)).unwrap_or_default()
}

#[test]
fn persons_and_the_group_are_compared() {
    let options = ["--retest", "0.8", "--sd", "1", "--lang", "en"];
    let run = compare(&table(["1", "2"]), &options);
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(run.told.contains("Answered both times: 11; one time only: 1"), "{}", run.told);
    assert!(run.told.contains("cannot be told from growth") && run.told.contains("not for ranking"), "{}", run.told);
    assert!(run.out.starts_with("part,id,scale,measure,n,before,after,difference,value,ci_low"), "{}", run.out);
    let risen = run.out.lines().find(|line| line.contains(",risen,11,")).unwrap_or_default();
    assert!(risen.contains(",11,,,,11,"), "{}", run.out);
    assert!(
        run.out.lines().any(|line| line.starts_with("person,12,") && line.ends_with(",one_occasion")),
        "{}",
        run.out
    );
    for lang in ["en", "ru", "lt"] {
        let run = compare(&table(["1", "2"]), &["--format", "table", "--lang", lang, "--retest", "0.8", "--sd", "0.3"]);
        insta::assert_snapshot!(format!("compare_{lang}"), run.whole());
    }
    let run = compare(&table(["1", "2"]), &["--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&run.out).is_ok(), "{}", run.out);
    assert!(!run.out.to_lowercase().contains("nan"), "{}", run.out);
    let run = compare(&table(["1", "2"]), &["--against", "plan.csv", "--part", "group", "--lang", "en"]);
    assert!(line(&run, "group").starts_with("group,,") && run.told.contains("not made by lot"), "{}", run.told);
    let mine = run.out.lines().find(|line| line.contains(",d_changes,")).unwrap_or_default();
    // Against itself: no difference, and an interval.
    assert!(mine.contains(",11,,,,0,-0."), "{}", run.out);
}

#[test]
fn a_reader_is_told_of_pupils_what_there_is_to_say() {
    let table = table(["1", "2"]);
    for lang in ["en", "ru", "lt"] {
        // Nothing is known of a retest: one sentence, no list of pupils.
        let run = compare(&table, &["--format", "table", "--lang", lang]);
        insta::assert_snapshot!(format!("compare_no_retest_{lang}"), run.whole());
    }
    // An error of 0.5 * sqrt(2) = 0.71: a point more is 1.4 of it, within 1.96. Nobody is named.
    let within = ["--format", "table", "--lang", "en", "--retest", "0.75", "--sd", "1"];
    let run = compare(&table, &within);
    assert!(run.out.contains("elements: within error - 11; answers on one occasion only - 1\n"), "{}", run.out);
    assert!(!run.out.contains("before  after"), "{}", run.out);
    let run = compare(&table, &[&within[..], &["--part", "persons"]].concat());
    assert_eq!(run.out.matches("within error").count(), 11, "{}", run.out);
}

#[test]
fn two_tables_are_matched_by_id() {
    let desk = Desk::new();
    let head = "id,plan,dated,next_step,alternative,sources\n";
    desk.file("a.csv", head.to_owned() + "1,0,0,0,0,0\n2,1,1,1,1,1\n");
    desk.file("b.csv", head.to_owned() + "2,2,1,1,1,1\n3,1,1,1,1,1\n");
    let run = desk.run(&["compare", "career-plan", "a.csv", "--after", "b.csv", "--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(run.told.contains("Answered both times: 1; one time only: 2"), "{}", run.told);
    assert!(run.out.lines().any(|line| line.starts_with("group,") && line.ends_with(",small_group")), "{}", run.out);
    // The other class may be two tables as well.
    let against = ["--against", "a.csv", "--against-after", "b.csv", "--lang", "en"];
    let run = desk.run(&[&["compare", "career-plan", "a.csv", "--after", "b.csv"], &against[..]].concat());
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(run.told.contains("Comparison class: answered both times: 1"), "{}", run.told);
    let run = desk.run(&[&["compare", "career-plan", "a.csv", "--after", "b.csv"], &against[..2]].concat());
    assert!(run.told.contains("--against-after"), "{}", run.told);
    // Ids that differ are shown, in every language.
    let many: String = (1..=7).map(|id| format!("0{id},0,0,0,0,0\n")).collect();
    desk.file("c.csv", head.to_owned() + &many);
    let mut whole = String::new();
    for lang in ["en", "ru", "lt"] {
        let run = desk.run(&["compare", "career-plan", "a.csv", "--after", "c.csv", "--lang", lang]);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.told);
        whole += &run.told;
    }
    insta::assert_snapshot!("compare_no_pairs", whole);
    let run = desk.run(&["compare", "career-plan", "a.csv", "--after", "a.csv", "--lang", "en"]);
    assert!(run.told.contains("is it one file twice?"), "{}", run.told);
}

#[test]
fn what_allows_no_comparison_says_why() {
    let three = table(["1", "2"]) + "1,3,2,1,1,1,1\n";
    let alone = "id,plan,dated,next_step,alternative,sources\n1,1,1,1,1,1\n".to_owned();
    for (table, options, told) in [
        (alone, vec![], "the column `occasion` is missing; or give --after"),
        (
            table(["1", "1"]).lines().take(13).collect::<Vec<_>>().join("\n"),
            vec![],
            "plan.csv: it has one occasion only (1)",
        ),
        (three.clone(), vec![], "it has the occasions 1, 2, 3"),
        (three.clone(), vec!["--occasions", "1,5"], "plan.csv: it has no occasion 5; it has: 1, 2, 3"),
        (three.clone(), vec!["--occasions", "1,1"], "two different numbers"),
        (three.clone(), vec!["--occasions", "1,2", "--retest", "nope=0.5"], "there is no scale `nope`"),
        (three.clone(), vec!["--retest", "0,7,1"], "a number from 0 and below 1"),
        (three.clone(), vec!["--retest", "NaN"], "a number from 0 and below 1"),
        (three.clone(), vec!["--sd", "inf"], "a number above 0"),
    ] {
        let options: Vec<&str> = options.into_iter().chain(["--lang", "en"]).collect();
        let run = compare(&table, &options);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.told);
        assert!(run.told.contains(told), "{}", run.told);
    }
    // A decimal comma means what a point means.
    let told = |r: &str| compare(&table(["1", "2"]), &["--retest", r, "--sd", "1"]).out;
    assert_eq!(told("elements=0,7"), told("elements=0.7"));
    let run = compare(&three, &["--occasions", "1,3", "--lang", "en"]);
    assert!(run.told.contains("Answered both times: 1; one time only: 11"), "{}", run.told);
}

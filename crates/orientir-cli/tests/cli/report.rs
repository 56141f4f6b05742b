//! Pages to be read or printed.

use std::path::Path;

use crate::desk::{Desk, klimov};

const A: &str = "aaaaaaaaaaaaaaaaaaaa";

/// The class of the examples.
fn class() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/class-9b").display().to_string()
}

#[test]
fn the_page_of_a_pupil_has_words_and_figures_and_no_levels_of_criteria() {
    let desk = Desk::new();
    let run = desk.run(&[
        "report",
        "person",
        "self-determination",
        &class(),
        "--id",
        "07",
        "--lang",
        "ru",
        "-o",
        "page.html",
    ]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.told);
    let page = desk.read("page.html");
    for expected in [
        "<!DOCTYPE html>",
        "Чей результат: <bdi>07</bdi>",
        "Что в твоих ответах выражено сильнее всего",
        "Как хотелось бы",
        "klimov-ddo 1.0.0",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    // What adults have observed, and what is not for a pupil alone, is not so much as named.
    for unexpected in [
        "наблюдения",
        "Смысложизненные",
        "низкий",
        "средний",
        "высокий",
        "Когнитивный",
        "<script",
        "http-equiv=\"refresh\"",
        "src=",
    ] {
        assert!(!page.contains(unexpected), "{unexpected}");
    }
    let again = desk.run(&["report", "person", "self-determination", &class(), "--id", "07", "--lang", "ru"]);
    assert_eq!(again.out, page, "the same bytes on standard output");
}

#[test]
fn what_is_refused_is_not_to_be_seen_and_what_is_missing_is_named() {
    let refused = |fields: &[&str]| {
        let answers = vec!["refused"; fields.len()].join(",");
        format!("id,{}\n01,{answers}\n", fields.join(","))
    };
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A)]));
    desk.file("career-plan.csv", refused(&["plan", "dated", "next_step", "alternative", "sources"]));
    let motives: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
    desk.file("ovcharova-motives.csv", refused(&motives.iter().map(String::as_str).collect::<Vec<_>>()));
    let lines = ["health", "mind", "character", "authority", "hands", "looks", "confidence"];
    let marks: Vec<String> = lines.iter().flat_map(|line| [format!("{line}.now"), format!("{line}.want")]).collect();
    desk.file("dembo-rubinstein.csv", refused(&marks.iter().map(String::as_str).collect::<Vec<_>>()));
    let run = desk.run(&["report", "person", "self-determination", ".", "--id", "01", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    for unexpected in
        ["отметки нет", "нет балла", "Мой план", "Мотивы", "Самооценка", "Оценка своих возможностей", "План"]
    {
        assert!(!run.out.contains(unexpected), "{unexpected}");
    }
    let missing = run.out.split("Пока не хватает ответов: ").nth(1).and_then(|rest| rest.split('<').next());
    let missing = missing.expect("what is missing is told");
    assert!(missing.contains("Профессиональная готовность") && !missing.contains("Активная позиция"), "{missing}");
}

#[test]
fn answers_that_were_passed_over_are_not_written_over() {
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A)]));
    desk.file("klimov-ddo 2.csv", klimov(&[("02", A)]));
    desk.file("notes.csv", "a,b\n1,2\n");
    for file in ["klimov-ddo 2.csv", "notes.csv"] {
        let before = desk.read(file);
        let run = desk.run(&["report", "person", "self-determination", ".", "--id", "01", "-o", file]);
        assert_eq!((run.code, desk.read(file) == before), (Some(2), true), "{file}: {}", run.told);
    }
}

#[test]
fn names_are_text() {
    let desk = Desk::new();
    let name = "<script>alert('x')</script> 😀";
    desk.file("klimov-ddo.csv", klimov(&[(name, A)]));
    let run = desk.run(&["report", "person", "self-determination", ".", "--id", name, "--lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(!run.out.contains("<script"));
    assert!(run.out.contains("&lt;script&gt;"));
}

#[test]
fn nobody_of_that_id() {
    let run = Desk::new().run(&["report", "person", "self-determination", &class(), "--id", "7", "--lang", "en"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.contains("did you mean `07`?"), "{}", run.told);
    let empty = Desk::new().run(&["report", "person", "self-determination", ".", "--id", "7", "--lang", "en"]);
    assert_eq!(empty.code, Some(2));
    assert!(empty.told.contains("no usable table of answers"), "{}", empty.told);
}

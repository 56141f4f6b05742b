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
    for expected in ["<!DOCTYPE html>", "Чей результат: 07", "Что выделяется", "Как хотелось бы", "klimov-ddo 1.0.0"]
    {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(page.contains("Этот результат лучше обсудить со школьным психологом."), "SZHO is not for a pupil alone");
    for unexpected in ["низкий", "средний", "высокий", "Когнитивный", "<script", "http-equiv=\"refresh\"", "src="]
    {
        assert!(!page.contains(unexpected), "{unexpected}");
    }
    let again = desk.run(&["report", "person", "self-determination", &class(), "--id", "07", "--lang", "ru"]);
    assert_eq!(again.out, page, "the same bytes on standard output");
}

#[test]
fn what_is_refused_is_not_named_and_what_is_missing_is() {
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A)]));
    desk.file(
        "career-plan.csv",
        "id,plan,dated,next_step,alternative,sources\n01,refused,refused,refused,refused,refused\n",
    );
    let run = desk.run(&["report", "person", "self-determination", ".", "--id", "01", "--lang", "ru"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    let missing = run.out.split("Пока нет ответов: ").nth(1).and_then(|rest| rest.split('<').next());
    let missing = missing.expect("what is missing is told");
    assert!(missing.contains("Мотивы выбора") && !missing.contains("План"), "{missing}");
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

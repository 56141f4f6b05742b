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
        "klimov-ddo 1.",
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
fn what_is_refused_looks_like_what_has_no_result() {
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
    for unexpected in ["отметки нет", "нет балла", "отказ"] {
        assert!(!run.out.contains(unexpected), "{unexpected}");
    }
    // What was refused stands among what has no row at all.
    let missing = run.out.split("Здесь пока нет результата: ").nth(1).and_then(|rest| rest.split('<').next());
    let missing = missing.expect("what has no result is told");
    for expected in ["Мой план", "Мотивы выбора", "Самооценка", "Готовность к профессии", "Что я знаю о профессиях"]
    {
        assert!(missing.contains(expected), "{expected}: {missing}");
    }
    for unexpected in ["наблюдения", "Смысложизненные", "Что мне ближе"] {
        assert!(!missing.contains(unexpected), "{unexpected}: {missing}");
    }
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

#[test]
fn the_page_for_parents_and_the_one_for_the_psychologist() {
    let desk = Desk::new();
    let page = |who: &str, more: &[&str]| {
        let class = class();
        let mut words =
            vec!["report", "person", "self-determination", &class, "--id", "07", "--for", who, "--lang", "ru"];
        words.extend(more);
        let run = desk.run(&words);
        assert_eq!(run.code, Some(0), "{}", run.told);
        run.out
    };
    assert!(page("parents", &[]).contains("Как об этом поговорить"));
    let psychologist = page("psychologist", &[]);
    assert!(psychologist.contains("О чём стоит поговорить") && psychologist.contains("Когнитивный: низкий"));
    assert!(!psychologist.contains("В целом") && page("psychologist", &["--overall"]).contains("В целом"));
    let run = desk.run(&["report", "person", "self-determination", &class(), "--id", "07", "--for", "teacher"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.contains("psychologist"), "{}", run.told);
}

#[test]
fn the_latest_occasion_is_shown_beside_the_first() {
    let desk = Desk::new();
    let row = |id: &str, occasion: &str, code: &str| format!("{id},{occasion},{}\n", [code; 20].join(","));
    let header: Vec<String> = (1..=20).map(|pair| pair.to_string()).collect();
    let rows = [row("01", "1", "a"), row("01", "3", "b"), row("02", "1", "a")].concat();
    desk.file("klimov-ddo.csv", format!("id,occasion,{}\n{rows}", header.join(",")));
    let person = |id: &str, more: &[&str]| {
        let mut words = vec!["report", "person", "self-determination", ".", "--id", id, "--lang", "ru"];
        words.extend(more);
        desk.run(&words)
    };
    assert!(person("01", &[]).out.contains("было и стало"));
    assert!(!person("01", &["--occasion", "1"]).out.contains("было и стало"));
    let unknown = person("01", &["--occasion", "2"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.told.contains("2-й раз; есть раз: 1, 3"), "{}", unknown.told);
    assert!(person("02", &["--occasion", "3"]).told.contains("есть раз: 1"));
    let run = desk.run(&["report", "class", "self-determination", ".", "--lang", "ru"]);
    assert!(run.out.contains("Было и стало") && run.out.contains("Учеников: 2.") && run.out.contains("последний раз"));
}

#[test]
fn the_page_of_a_class_tells_what_is_wrong_with_the_data() {
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A), ("02", "aaaaaaaaaaaaaaaaaaaX")]));
    desk.file("pupils.csv", "id,sex\n01,female\n");
    let run = desk.run(&["report", "class", "self-determination", ".", "--lang", "en", "-o", "class.html"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.told);
    let page = desk.read("class.html");
    assert!(page.contains("klimov-ddo.csv, row 2 (id 02), column 20"), "{page}");
    // Only the first is on the list: the other has a row that says so, and is not counted.
    assert!(page.contains("Pupils: 1.") && page.contains("(not on the list)"));
    // What is wrong with the row of another has no part in the page of one.
    for (id, code) in [("01", 0), ("02", 1)] {
        let run = desk.run(&["report", "person", "self-determination", ".", "--id", id, "--lang", "en"]);
        assert_eq!(run.code, Some(code), "{id}: {}", run.told);
    }
}

#[test]
fn a_page_is_no_table() {
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A)]));
    for more in [["-o", "class.xlsx"], ["-o", "class.csv"], ["-o", "class.pdf"], ["--format", "json"]] {
        let mut words = vec!["report", "class", "self-determination", ".", "--lang", "en"];
        words.extend(more);
        let run = desk.run(&words);
        assert_eq!(run.code, Some(2), "{}", run.told);
        assert!(run.told.contains("html"), "{}", run.told);
    }
}

#[test]
fn a_folder_without_answers_has_no_page() {
    let desk = Desk::new();
    desk.file("pupils.csv", "id,sex\n01,female\n");
    let run = desk.run(&["report", "class", "self-determination", ".", "--lang", "en"]);
    assert_eq!(run.code, Some(2));
    assert!(run.told.contains("no usable table of answers"), "{}", run.told);
}

/// The tables of the example class in a folder of the desk, without those of some instruments.
fn copied(desk: &Desk, without: &[&str]) {
    for entry in std::fs::read_dir(class()).expect("the examples").flatten() {
        let name = entry.file_name().into_string().expect("a name");
        if name.ends_with("csv") && !without.iter().any(|one| name.starts_with(one)) {
            desk.file(&name, std::fs::read_to_string(entry.path()).expect("a table"));
        }
    }
}

/// The rows below a heading of the page of a class.
fn listed(page: &str, heading: &str) -> usize {
    let section = page
        .split(&format!("<h2>{heading}"))
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .unwrap_or_default();
    section.matches("<th scope=\"row\">").count()
}

#[test]
fn a_questionnaire_that_is_repeated_puts_nothing_away() {
    let desk = Desk::new();
    copied(&desk, &["klimov"]);
    let once = desk.run(&["report", "class", "self-determination", ".", "--lang", "en"]).out;
    assert_eq!(listed(&once, "Who is worth a talk, and why"), 18);
    let pairs: Vec<String> = (1..=20).map(|pair| pair.to_string()).collect();
    desk.file("klimov-ddo.csv", format!("id,occasion,{}\n27,2,{}\n", pairs.join(","), ["a"; 20].join(",")));
    let twice = desk.run(&["report", "class", "self-determination", ".", "--lang", "en"]).out;
    assert_eq!(listed(&twice, "Who is worth a talk, and why"), 18);
    let person = desk.run(&[
        "report",
        "person",
        "self-determination",
        ".",
        "--id",
        "27",
        "--for",
        "psychologist",
        "--lang",
        "en",
    ]);
    assert!(person.out.contains("Cognitive: low"), "{}", person.told);
    let table = desk.run(&["assess", "self-determination", ".", "--lang", "en", "--format", "table"]);
    let talks = table.out.split("Worth a talk").nth(1).expect("a list");
    assert!(talks.contains("27"), "{talks}");
}

#[test]
fn what_nobody_was_asked_is_no_reason_for_a_talk() {
    let desk = Desk::new();
    copied(&desk, &["observation-sheet", "work-values"]);
    let page = desk.run(&["report", "class", "self-determination", ".", "--lang", "en"]).out;
    let (talks, open) = (listed(&page, "Who is worth a talk, and why"), listed(&page, "Whose results are not settled"));
    assert!(talks < 18 && open == 0, "{talks} and {open}");
    assert!(page.contains("Nobody has a result: Value of socially useful work; Active position."));
}

#[test]
fn the_lowest_level_is_no_word_for_a_pupil() {
    let desk = Desk::new();
    let page = |who: &str, lang: &str| {
        let class = class();
        let run = desk.run(&[
            "report",
            "person",
            "self-determination",
            &class,
            "--id",
            "27",
            "--overall",
            "--for",
            who,
            "--lang",
            lang,
        ]);
        run.out.split("</main>").next().unwrap_or_default().to_owned()
    };
    for who in ["pupil", "parents"] {
        assert!(!page(who, "ru").contains("низкий") && page(who, "ru").contains("начать стоит с разговора"), "{who}");
        assert!(!page(who, "lt").contains("žemas"), "{who}");
    }
    assert!(page("psychologist", "ru").contains("низкий"));
}

#[test]
fn refusals_are_not_to_be_told_from_gaps_in_tables() {
    let desk = Desk::new();
    let motives: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
    let table = |answer: &str| {
        desk.file("career-plan.csv", "id,plan,dated,next_step,alternative,sources\n01,1,1,1,1,1\n");
        desk.file("ovcharova-motives.csv", format!("id,{}\n01,{}\n", motives.join(","), vec![answer; 20].join(",")));
        ["csv", "table"].map(|form| {
            let run = desk.run(&["assess", "self-determination", ".", "--lang", "en", "--format", form]);
            run.out.replace("ovcharova-motives", "")
        })
    };
    assert_eq!(table("refused"), table(""));
}

#[test]
fn a_name_of_the_list_will_do() {
    let desk = Desk::new();
    desk.file("klimov-ddo.csv", klimov(&[("01", A)]));
    desk.file("pupils.csv", "id,name\n01,Ona Kazlienė\n");
    let run = desk.run(&["report", "person", "self-determination", ".", "--id", "Ona Kazlienė", "--lang", "lt"]);
    assert_eq!(run.code, Some(0), "{}", run.told);
    assert!(run.out.contains("<bdi>01</bdi>") && !run.out.contains("Kazlien"));
}

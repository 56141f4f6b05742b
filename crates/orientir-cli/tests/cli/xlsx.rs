//! Workbooks, read back as a stranger's program reads them.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};

use crate::desk::{Desk, SMALL, klimov};

/// A workbook that was written.
pub struct Book(Vec<u8>);

impl Book {
    pub fn open(desk: &Desk, name: &str) -> Self {
        Self(std::fs::read(desk.path().join(name)).expect("a workbook"))
    }

    fn reader(&self) -> Xlsx<Cursor<&[u8]>> {
        Xlsx::new(Cursor::new(self.0.as_slice())).expect("a workbook that opens")
    }

    pub fn sheets(&self) -> Vec<String> {
        self.reader().sheet_names()
    }

    pub fn sheet(&self, name: &str) -> Range<Data> {
        self.reader().worksheet_range(name).expect("the sheet")
    }

    /// The cells of a sheet, each row joined by `|`.
    pub fn text(&self, name: &str) -> String {
        self.sheet(name)
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|"))
            .map(|line| format!("{}\n", line.trim_end_matches('|')))
            .collect()
    }

    /// A file inside the workbook.
    pub fn part(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(self.0.as_slice())).expect("an archive");
        let mut text = String::new();
        archive.by_name(name).expect("the part").read_to_string(&mut text).expect("a text");
        text
    }
}

/// Five people: scored, prorated, a wrong answer, refused, and an id that begins like a formula.
const ANSWERS: &str = "id,sex,age,q1,q2,q3\n007,f,13,4,0,4\n1-2,,13,3,,3\n03,m,19,2,2,9\n04,m,13,refused,refused,refused\n\
                       =1+1,f,13,1,3,1\n";

fn scored(lang: &str) -> Book {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", ANSWERS.replace(",m,", ",male,").replace(",f,", ",female,"));
    let run = desk.run(&["score", "small.json", "a.csv", "-o", "o.xlsx", "--lang", lang]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.told);
    Book::open(&desk, "o.xlsx")
}

fn string(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn sheets_have_fixed_names_in_a_fixed_order() {
    for lang in ["en", "ru", "lt"] {
        assert_eq!(scored(lang).sheets(), ["Results", "Class", "Problems", "Cautions", "About"]);
    }
}

#[test]
fn results_are_the_cells_of_the_csv_with_types() {
    let desk = Desk::new();
    desk.file("small.json", SMALL).file("a.csv", ANSWERS.replace(",m,", ",male,").replace(",f,", ",female,"));
    let csv = desk.run(&["score", "small.json", "a.csv", "--format", "csv"]).out;
    let results = scored("ru").sheet("Results");
    for (line, row) in csv.lines().zip(results.rows()) {
        let cells: Vec<String> = row.iter().map(|cell| cell.to_string().to_lowercase()).collect();
        // What CSV must neutralise, a workbook holds as it is.
        assert_eq!(cells.join(","), line.trim_start_matches('\'').to_lowercase());
    }
    assert_eq!(results.height(), csv.lines().count());
    let row: Vec<&Data> = results.rows().nth(1).expect("a row").iter().collect();
    assert_eq!(*row[0], string("007"));
    assert_eq!(*row[1], Data::Float(12.0));
    assert_eq!(*row[2], string("high"));
    assert_eq!(*row[8], Data::Bool(false));
    let ids: Vec<&Data> = results.rows().skip(1).map(|row| &row[0]).collect();
    assert_eq!(ids, [&string("007"), &string("1-2"), &string("03"), &string("04"), &string("=1+1")]);
    let empty = results.rows().nth(4).expect("a row");
    assert_eq!((&empty[1], &empty[9]), (&Data::Empty, &string("refused")));
}

#[test]
fn nothing_in_a_workbook_is_a_formula_and_ids_have_the_text_format() {
    let book = scored("en");
    let sheet = book.part("xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    let styles = book.part("xl/styles.xml");
    // The cell formats by number; 49 is `@`.
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).expect("formats").split("<xf ").skip(1).collect();
    let style = |cell: &str| {
        let of = sheet.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).expect("the cell");
        formats[of.split('"').next().expect("a number").parse::<usize>().expect("a number")]
    };
    for cell in ["A2", "A3", "A6", "C2"] {
        assert!(style(cell).starts_with("numFmtId=\"49\""), "{cell}: {}", style(cell));
    }
    assert!(!style("A1").starts_with("numFmtId=\"49\""), "the header is bold: {}", style("A1"));
    assert!(sheet.contains("<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\""), "{sheet}");
    assert!(sheet.contains("<autoFilter ref=\"A1:W6\"/>"), "{sheet}");
}

#[test]
fn the_class_in_words_and_numbers() {
    // By hand: raw scores of `order` are 12, 9 (of 3 and 3, made up), none, none, 1 + (4 - 3) + 1 = 3; mean 8, deviations 4 1 -5,
    // squares 42, over 2 is 21, root 4.58; median 9. Row 03 has a wrong answer, which takes its two scores away.
    let class = scored("en").sheet("Class");
    let number = |row: u32| class.get_value((row, 1)).and_then(Data::as_f64).expect("a number");
    for (row, expected) in [(8, 8.0), (9, 21.0_f64.sqrt()), (10, 9.0), (11, 3.0), (12, 12.0)] {
        assert!((number(row) - expected).abs() < 1e-12, "{row}: {}", number(row));
    }
    insta::assert_snapshot!("class_en", scored("en").text("Class"));
    insta::assert_snapshot!("class_ru", scored("ru").text("Class"));
    insta::assert_snapshot!("class_lt", scored("lt").text("Class"));
}

#[test]
fn problems_are_listed_with_their_place() {
    let book = scored("en");
    let sheet = book.sheet("Problems");
    let rows: Vec<&[Data]> = sheet.rows().collect();
    assert_eq!(rows[0].iter().map(ToString::to_string).collect::<Vec<_>>(), ["row", "id", "column", "code", "message"]);
    assert_eq!((&rows[1][0], &rows[1][1]), (&Data::Float(3.0), &string("03")));
    assert_eq!((&rows[1][2], &rows[1][3]), (&string("q3"), &string("out_of_range")));
    assert!(rows[1][4].to_string().contains("`9`"), "{:?}", rows[1][4]);
    assert!(scored("ru").text("Problems").contains("допустимо"));

    let desk = Desk::new();
    desk.file("k.csv", klimov(&[("1", "aaaaaaaaaaaaaaaaaaaa")]));
    let run = desk.run(&["score", "klimov-ddo", "k.csv", "-o", "k.xlsx", "--lang", "lt"]);
    assert_eq!((run.code, run.told.as_str()), (Some(0), ""));
    assert_eq!(Book::open(&desk, "k.xlsx").text("Problems"), "Problemų nėra.\n");
}

#[test]
fn cautions_have_their_words_and_how_often() {
    assert_eq!(
        scored("ru").text("Cautions"),
        "код|сообщение|результатов\nonly_a_test|Made up to test the program.|5\n\
         outside_age|возраст вне тех, для кого сделана методика|1\n"
    );
}

#[test]
fn about_says_what_the_results_were_made_from() {
    let about = scored("en").text("About");
    for line in [
        "instrument|small\n",
        "version|1.2.0\n",
        "norm|town|",
        "|evidence: B\n",
        "file with the answers|a.csv\n",
        "results|5\n",
    ] {
        assert!(about.contains(line), "{line}: {about}");
    }
    assert!(about.contains("problems|1\n") && about.contains("the wording that was answered|own (own)\n"), "{about}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, two) = (scored("ru"), scored("ru"));
    assert!(one.0 == two.0);
    let made = "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-01-01T00:00:00Z</dcterms:created>";
    assert!(one.part("docProps/core.xml").contains(made));
}

#[test]
fn a_battery_gives_the_picture_of_the_class() {
    let desk = Desk::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/class-9b-raw");
    let run = desk.run(&["assess", "self-determination", folder, "-o", "a.xlsx", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.told);
    let book = Book::open(&desk, "a.xlsx");
    assert_eq!(book.sheets(), ["Results", "Class", "Problems", "Cautions", "About"]);
    let results = book.sheet("Results");
    assert_eq!((results.height(), &results.rows().nth(1).expect("a row")[0]), (30, &string("01")));
    assert_eq!(results.rows().nth(1).expect("a row")[1], Data::Float(0.5));
    insta::assert_snapshot!("class_of_a_battery", book.text("Class"));
    let problems = book.text("Problems");
    assert!(problems.starts_with("file|row|id|column|code|message\n"), "{problems}");
    let told: Vec<&str> =
        run.told.lines().filter(|line| !line.starts_with("remark") && !line.starts_with("rows")).collect();
    assert_eq!(problems.lines().count(), told.len() + 1, "{problems}\n{}", run.told);
    assert!(problems.contains("szho.csv|16|15||repeated_key|"), "{problems}");
    assert!(book.text("About").contains("file with the answers|klimov-ddo.csv\n"));
    assert!(book.text("Cautions").contains("szho|text_on_paper|"));
}

#[test]
fn a_pipe_takes_a_workbook() {
    let desk = Desk::new();
    desk.file("k.csv", klimov(&[("1", "aaaaaaaaaaaaaaaaaaaa")]));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_orientir"));
    let output = command.args(["score", "klimov-ddo", "k.csv", "--format", "xlsx"]).current_dir(desk.path()).output();
    let output = output.expect("the binary");
    assert!(output.status.success());
    assert_eq!(Book(output.stdout).sheets().len(), 5);
    let list = desk.run(&["list", "-o", "l.xlsx"]);
    assert_eq!(list.code, Some(2));
    assert!(list.told.contains("`xlsx`"), "{}", list.told);
}

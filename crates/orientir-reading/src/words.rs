//! The words for tables that cannot be read, in Russian, Lithuanian and English.

use orientir::{Code, Error, Lang, trilingual};
use orientir_tables::Fault;

trilingual! {
    /// A reason, or a part of one.
    enum Word {
        OldWorkbook: "это книга в старом формате Excel (.xls); откройте её и сохраните как .xlsx"
            | "tai senojo „Excel“ formato knyga (.xls); atverkite ją ir įrašykite kaip .xlsx"
            | "this is a workbook in the old format of Excel (.xls); open it and save it as .xlsx";
        OtherWorkbook: "эта электронная таблица не в формате .xlsx; откройте её и сохраните как .xlsx или CSV"
            | "ši skaičiuoklės lentelė ne .xlsx formato; atverkite ją ir įrašykite kaip .xlsx arba CSV"
            | "this spreadsheet is not in the format .xlsx; open it and save it as .xlsx or CSV";
        Encrypted: "книга защищена паролем; снимите пароль и сохраните её заново" | "knyga apsaugota slaptažodžiu; pašalinkite jį ir įrašykite iš naujo"
            | "the workbook is protected by a password; take it off and save it again";
        NoTable: "это не таблица" | "tai ne lentelė" | "this is no table";
        IsWebPage: "это веб-страница, хотя имя обещает таблицу; откройте её в программе для таблиц и сохраните как .xlsx"
            | "tai tinklalapis, nors pavadinimas žada lentelę; atverkite jį skaičiuoklėje ir įrašykite kaip .xlsx"
            | "this is a web page under the name of a table; open it in a spreadsheet and save it as .xlsx";
        NotUtf8: "кодировку текста нельзя определить; сохраните таблицу как «CSV UTF-8»" | "teksto koduotės nustatyti negalima; įrašykite lentelę kaip „CSV UTF-8“"
            | "the encoding of the text cannot be told; save the table as \"CSV UTF-8\"";
        CutShort: "файл обрывается посреди буквы: он сохранён или скачан не целиком" | "failas nutrūksta raidės viduryje: jis įrašytas ar atsisiųstas ne visas"
            | "the file ends in the middle of a letter: it was not saved or loaded to its end";
        DamagedText: "текст в UTF-8 повреждён" | "UTF-8 tekstas sugadintas" | "the text is damaged UTF-8";
        NoText: "в файле есть нулевые байты: это не текст" | "faile yra nulinių baitų: tai ne tekstas"
            | "the file has zero bytes: it is no text";
        TooLongRow: "строка таблицы слишком длинная: скорее всего, не закрыта кавычка" | "lentelės eilutė per ilga: greičiausiai neuždaryta kabutė"
            | "a row is too long: most likely a quote is not closed";
        OpenQuote: "кавычка не закрыта: все строки после неё слились бы в одну ячейку" | "kabutė neuždaryta: visos eilutės po jos susilietų į vieną langelį"
            | "a quote is not closed: all rows behind it would be one cell";
        TooLargeWorkbook: "книга слишком велика (предел: {limit}); сохраните лист как CSV" | "knyga per didelė (riba: {limit}); įrašykite lapą kaip CSV"
            | "the workbook is too large (limit: {limit}); save the sheet as CSV";
        TooManyCells: "на листе слишком много ячеек (предел: {limit}): удалите то, что стоит далеко справа или внизу, или сохраните лист как CSV"
            | "lape per daug langelių (riba: {limit}): ištrinkite tai, kas yra toli dešinėje ar apačioje, arba įrašykite lapą kaip CSV"
            | "the sheet has too many cells (limit: {limit}): delete what stands far to the right or far below, or save it as CSV";
        Bomb: "книга распаковывается в гигабайты: это не таблица школы" | "išpakuota knyga užimtų gigabaitus: tai ne mokyklos lentelė"
            | "the workbook unpacks to gigabytes: this is no table of a school";
        DamagedWorkbook: "книга повреждена" | "knyga sugadinta" | "the workbook is damaged";
        NoSheet: "такого листа нет" | "tokio lapo nėra" | "there is no such sheet";
        SeveralSheets: "подходят несколько листов: {sheets}; выберите один" | "tinka keli lapai: {sheets}; pasirinkite vieną"
            | "several sheets fit: {sheets}; choose one";
        WithOption: ": {option}" | ": {option}" | " with {option}";
        Line: "строка файла" | "failo eilutė" | "line";
    }
}

/// Why a table cannot be read, in words: a reason without the name of the file.
pub fn why(fault: &Fault, lang: Lang) -> String {
    let at = |word: Word, line: u64| format!("{} ({} {line})", word.text(lang), Word::Line.text(lang));
    let within = |word: Word, limit: u64| word.text(lang).replace("{limit}", &limit.to_string());
    match fault {
        Fault::Io(error) => error.to_string(),
        Fault::OldWorkbook => Word::OldWorkbook.text(lang).to_owned(),
        Fault::BinaryWorkbook | Fault::OpenDocument => Word::OtherWorkbook.text(lang).to_owned(),
        Fault::Encrypted => Word::Encrypted.text(lang).to_owned(),
        Fault::Pdf | Fault::OtherArchive => Word::NoTable.text(lang).to_owned(),
        Fault::Html | Fault::Xml => Word::IsWebPage.text(lang).to_owned(),
        Fault::UnknownEncoding { line } => at(Word::NotUtf8, *line),
        Fault::CutShort { line } => at(Word::CutShort, *line),
        Fault::DamagedText { line } => at(Word::DamagedText, *line),
        Fault::Nul { line } => at(Word::NoText, *line),
        Fault::TooLong { line, .. } => at(Word::TooLongRow, *line),
        Fault::OpenQuote { line } => at(Word::OpenQuote, *line),
        Fault::TooLarge { limit } => within(Word::TooLargeWorkbook, *limit),
        Fault::TooManyCells { limit } => within(Word::TooManyCells, *limit),
        Fault::Bomb => Word::Bomb.text(lang).to_owned(),
        Fault::DamagedWorkbook { reason } => format!("{}: {reason}", Word::DamagedWorkbook.text(lang)),
        Fault::NoSheet { name } => format!("{}: `{name}`", Word::NoSheet.text(lang)),
        other => other.to_string(),
    }
}

/// The reason where several sheets fit; `option` is how one is chosen.
pub(crate) fn several<'s>(tabs: impl Iterator<Item = &'s str>, option: Option<&str>, lang: Lang) -> String {
    let tabs: Vec<String> = tabs.map(|tab| format!("`{tab}`")).collect();
    let option = option.map(|option| Word::WithOption.text(lang).replace("{option}", option)).unwrap_or_default();
    format!("{}{option}", Word::SeveralSheets.text(lang).replace("{sheets}", &tabs.join(", ")))
}

/// A table that cannot be read, for a reason in words.
pub(crate) fn unreadable(name: &str, reason: String) -> Error {
    Error::new(Code::Unreadable, "").with("file", name).with("reason", reason)
}

/// A table with nobody in it.
pub(crate) fn empty(name: &str) -> Error {
    Error::new(Code::EmptyTable, "").with("file", name)
}

#[cfg(test)]
mod tests {
    use std::io;

    use orientir::Lang;
    use orientir_tables::Fault;

    use super::why;

    #[test]
    fn every_fault_has_words_in_three_languages() {
        let faults = [
            Fault::OldWorkbook,
            Fault::Encrypted,
            Fault::BinaryWorkbook,
            Fault::OpenDocument,
            Fault::Pdf,
            Fault::Html,
            Fault::Xml,
            Fault::OtherArchive,
            Fault::UnknownEncoding { line: 70 },
            Fault::CutShort { line: 70 },
            Fault::DamagedText { line: 70 },
            Fault::Nul { line: 70 },
            Fault::TooLong { line: 70, limit: 16 },
            Fault::OpenQuote { line: 70 },
            Fault::TooLarge { limit: 70 },
            Fault::TooManyCells { limit: 70 },
            Fault::Bomb,
            Fault::DamagedWorkbook { reason: "70".to_owned() },
            Fault::NoSheet { name: "70".to_owned() },
        ];
        for fault in faults {
            let told = [Lang::Ru, Lang::Lt, Lang::En].map(|lang| why(&fault, lang));
            let [ru, lt, en] = &told;
            assert!(ru != lt && lt != en && ru != en, "{told:?}");
            let argument = fault.to_string().contains("70");
            for text in &told {
                // None falls back on the words for engineers.
                assert_ne!(*text, fault.to_string());
                assert!(!text.contains(['{', '}']) && !text.ends_with('.'), "{text}");
                assert_eq!(text.contains("70"), argument, "{text}");
            }
        }
        assert_eq!(why(&Fault::Io(io::Error::other("disk")), Lang::Ru), "disk");
    }
}

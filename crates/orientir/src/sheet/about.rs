//! Columns that are no answers: who, when, and what norms ask for; by their names in three languages.

use super::plain::{numbered, plain};

/// What a column tells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum About {
    /// The pupil's id.
    Id,
    /// A name, or a part of one.
    Name,
    /// An e-mail address.
    Mail,
    /// The place in a list.
    Number,
    /// A form maker's own column: when an answer came in.
    Stamp,
    /// The same of a maker whose column `ID` numbers the answers.
    NumberingStamp,
    /// That column: the same pupil has another number in every form.
    ResponseNumber,
    Occasion,
    Rater,
    Date,
    /// How long the form took.
    Seconds,
    /// A covariate by its name in [`crate::Person::NAMES`].
    Covariate(&'static str),
    /// A class such as `9Б`, which begins with the grade.
    Class,
    /// The school: where tallies count somebody.
    School,
    /// Known, and of no use to scoring.
    Beside,
}

/// Names as [`plain`] leaves them.
const NAMES: &[(About, &[&str])] = &[
    (
        About::Id,
        &[
            "id",
            "ид",
            "код",
            "код ученика",
            "шифр",
            "код участника",
            "kodas",
            "mokinio kodas",
            "code",
            "pupil",
            "pupil id",
        ],
    ),
    (
        About::Name,
        &[
            "фамилия",
            "имя",
            "отчество",
            "фио",
            "ф и о",
            "фи",
            "ф и",
            "фамилия имя",
            "имя фамилия",
            "фамилия и имя",
            "имя и фамилия",
            "фамилия имя отчество",
            "фамилия имя ученика",
            "фамилия и имя ученика",
            "фамилия ученика",
            "имя ученика",
            "фио ученика",
            "ф и о ученика",
            "фи ученика",
            "ф и ученика",
            "фамилия имя учащегося",
            "фио учащегося",
            "ф и о учащегося",
            "фи учащегося",
            "ф и учащегося",
            "ученик",
            "учащийся",
            "vardas",
            "pavardė",
            "vardas pavardė",
            "vardas ir pavardė",
            "pavardė vardas",
            "pavardė ir vardas",
            "mokinys",
            "mokinė",
            "name",
            "full name",
            "surname",
            "first name",
            "last name",
            "student",
            "name and surname",
        ],
    ),
    (
        About::Mail,
        &[
            "email",
            "e mail",
            "email address",
            "username",
            "имя пользователя",
            "адрес электронной почты",
            "электронная почта",
            "почта",
            "el paštas",
            "el pašto adresas",
            "elektroninis paštas",
        ],
    ),
    (
        About::Number,
        &[
            "№",
            "n п п",
            "п п",
            "номер",
            "номер п п",
            "номер по списку",
            "номер по порядку",
            "nr",
            "eil nr",
            "numeris",
            "no",
            "number",
        ],
    ),
    (About::Stamp, &["отметка времени", "timestamp", "laiko žyma", "laiko žymė"]),
    (
        About::NumberingStamp,
        &[
            "start time",
            "completion time",
            "время начала",
            "время завершения",
            "время выполнения",
            "время создания",
            "дата создания",
            "pradžios laikas",
            "pabaigos laikas",
            "užbaigimo laikas",
            "created",
            "create time",
        ],
    ),
    (About::Occasion, &["occasion", "срез", "замер", "номер среза", "этап", "matavimas"]),
    (About::Rater, &["rater", "наблюдатель", "эксперт", "кто наблюдал", "кто заполнял", "stebėtojas", "vertintojas"]),
    (About::Date, &["date", "дата", "дата заполнения", "дата наблюдения", "data", "pildymo data"]),
    (
        About::Seconds,
        &[
            "seconds",
            "время с",
            "время сек",
            "время в секундах",
            "время выполнения с",
            "время выполнения сек",
            "время прохождения",
            "время прохождения с",
            "время прохождения сек",
            "затраченное время",
            "затраченное время с",
            "затраченное время сек",
            "общее время",
            "длительность",
            "длительность с",
            "длительность сек",
            "продолжительность",
            "секунды",
            "trukmė",
            "trukmė s",
            "trukmė sek",
            "pildymo trukmė",
            "laikas s",
            "laikas sek",
            "sugaištas laikas",
            "sekundės",
            "duration",
            "duration s",
            "duration sec",
            "duration seconds",
            "duration in seconds",
            "time s",
            "time sec",
            "time in seconds",
            "time taken",
            "time spent",
            "total time",
        ],
    ),
    (About::Covariate("sex"), &["sex", "gender", "пол", "lytis"]),
    (About::Covariate("age"), &["age", "возраст", "полных лет", "сколько лет", "amžius", "metai"]),
    (About::Covariate("grade"), &["grade", "параллель", "год обучения", "klasė skaičiumi"]),
    (About::Covariate("language"), &["lang", "language", "язык", "kalba"]),
    (About::Covariate("region"), &["region", "регион", "область", "regionas"]),
    (About::Covariate("mode"), &["mode", "способ", "būdas"]),
    (About::School, &["school", "школа", "mokykla", "гимназия", "gimnazija"]),
    (About::Class, &["class", "класс", "класс и буква", "klasė"]),
    (
        About::Beside,
        &[
            "last modified time",
            "время последнего изменения",
            "paskutinio pakeitimo laikas",
            "score",
            "балл",
            "баллы",
            "taškai",
            "total points",
            "quiz feedback",
            "комментарий",
            "comment",
            "ip",
            "ip адрес",
        ],
    ),
];

/// Words of courtesy before the name of a column.
const COURTESY: [&str; 16] = [
    "ваш ",
    "ваша ",
    "ваше ",
    "ваши ",
    "твой ",
    "твоя ",
    "твое ",
    "твои ",
    "укажите ",
    "укажи ",
    "напишите ",
    "введите ",
    "jūsų ",
    "tavo ",
    "your ",
    "my ",
];

impl About {
    /// What headers say, one beside the other: under a form maker's stamps `ID` is nobody's id. `known` tells of headers that
    /// are something else.
    pub(crate) fn of_all<S: AsRef<str>>(headers: &[S], known: impl Fn(&str) -> bool) -> Vec<Option<Self>> {
        let unknown = |header: &&S| !known(header.as_ref());
        let mut all: Vec<_> =
            headers.iter().map(|header| Some(header).filter(unknown).and_then(|h| Self::of(h.as_ref()))).collect();
        if all.contains(&Some(Self::NumberingStamp)) {
            let numbers = |header: &S| matches!(plain(header.as_ref()).as_str(), "id" | "ид");
            let ids =
                all.iter_mut().zip(headers).filter(|(about, header)| **about == Some(Self::Id) && numbers(header));
            ids.for_each(|(about, _)| *about = Some(Self::ResponseNumber));
        }
        all
    }

    /// What a header says alone, with or without the number of a question in front; none for other headers.
    pub(crate) fn of(header: &str) -> Option<Self> {
        Self::of_words(header).or_else(|| numbered(header).and_then(|(_, rest)| Self::of_words(rest)))
    }

    fn of_words(header: &str) -> Option<Self> {
        // `№` leaves no word.
        if matches!(header.trim().trim_end_matches('.'), "№" | "#") {
            return Some(Self::Number);
        }
        let find = |words: &str| NAMES.iter().find(|(_, names)| names.contains(&words)).map(|(about, _)| *about);
        // What stands in brackets is a remark: `Возраст (полных лет)`.
        let without_remark = header.split_once('(').map_or(header, |(before, _)| before);
        [header, without_remark].into_iter().find_map(|text| {
            let mut words = plain(text);
            // `№ п/п`
            if text.trim_start().starts_with('№') && words == "п п" {
                return Some(Self::Number);
            }
            loop {
                if let Some(about) = find(&words) {
                    return Some(about);
                }
                words = COURTESY.iter().find_map(|word| words.strip_prefix(word)).map(str::to_owned)?;
            }
        })
    }

    /// Whether a column names people or tells what norms ask for.
    pub(crate) fn is_read(self) -> bool {
        let names = matches!(self, Self::Id | Self::Name | Self::Mail | Self::Occasion | Self::Rater);
        names || matches!(self, Self::Covariate(_) | Self::Class)
    }

    /// Whether a column is a form maker's own.
    pub(crate) fn is_stamp(self) -> bool {
        matches!(self, Self::Stamp | Self::NumberingStamp)
    }
}

/// How the rows of a table are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Identity {
    /// By a column of ids.
    Id,
    /// By names.
    Name,
    /// By e-mail addresses.
    Mail,
    /// By the place in a list that the table gives.
    Number,
    /// By the number of the row.
    Row,
    /// By the order in which a form maker's answers came in: the same pupil has another number in every form.
    Response,
}

impl Identity {
    /// The identity that columns give, and which of them make it. `filled` tells whether a column names anybody.
    pub(crate) fn choose(columns: &[Option<About>], filled: impl Fn(usize) -> bool) -> (Self, Vec<usize>) {
        let of = |about: About| {
            let places =
                columns.iter().enumerate().filter(|(_, column)| **column == Some(about)).map(|(place, _)| place);
            places.filter(|place| filled(*place)).collect::<Vec<_>>()
        };
        let stamped = columns.iter().flatten().any(|about| about.is_stamp());
        let by = [
            (Self::Id, About::Id),
            (Self::Name, About::Name),
            (Self::Mail, About::Mail),
            (Self::Response, About::ResponseNumber),
            (Self::Number, About::Number),
        ];
        let found =
            by.into_iter().map(|(identity, about)| (identity, of(about))).find(|(_, places)| !places.is_empty());
        match found {
            Some(found) => found,
            None if stamped => (Self::Response, Vec::new()),
            None => (Self::Row, Vec::new()),
        }
    }
}

/// The grade that the name of a class begins with: 9 of `9Б`, `9 «Б»`, `9-й`, `9 класс`.
pub(crate) fn grade_of(class: &str) -> Option<u32> {
    let class = class.trim();
    let digits = class.bytes().take_while(u8::is_ascii_digit).count();
    let (grade, rest) = class.split_at_checked(digits)?;
    let letter = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '"' | '«' | '„' | '(' | '/' | '_')
    });
    // `9.5` and `9/1` are something else.
    let fits = rest.is_empty() || letter.starts_with(char::is_alphabetic);
    grade.parse().ok().filter(|grade| fits && (1..=13).contains(grade))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_plain_leaves() {
        for (about, names) in NAMES {
            for name in names.iter().filter(|name| **name != "№") {
                assert_eq!(plain(name), **name, "{about:?}");
                assert_eq!(NAMES.iter().filter(|(_, all)| all.contains(name)).count(), 1, "{name}");
            }
        }
    }

    #[test]
    fn headers_of_people_and_of_form_makers() {
        let cases = [
            ("Ваш пол:", Some(About::Covariate("sex"))),
            ("Укажите Ваш возраст (полных лет) *", Some(About::Covariate("age"))),
            ("Фамилия, имя", Some(About::Name)),
            ("Ф.И.О.", Some(About::Name)),
            ("Ф. И. О. ученика", Some(About::Name)),
            ("Ф.И. учащегося", Some(About::Name)),
            ("№ п/п", Some(About::Number)),
            ("№", Some(About::Number)),
            ("Отметка времени", Some(About::Stamp)),
            ("Start time", Some(About::NumberingStamp)),
            ("Класс", Some(About::Class)),
            ("Klasė", Some(About::Class)),
            ("GRADE", Some(About::Covariate("grade"))),
            ("2. Класс", Some(About::Class)),
            ("Время, с", Some(About::Seconds)),
            ("Время (сек.)", Some(About::Seconds)),
            ("Время выполнения (с)", Some(About::Seconds)),
            ("Trukmė, s", Some(About::Seconds)),
            ("Duration (in seconds)", Some(About::Seconds)),
            // When somebody finished, as Microsoft Forms calls it.
            ("Время выполнения", Some(About::NumberingStamp)),
            ("Время, мин", None),
            ("Любимый предмет", None),
            ("12", None),
        ];
        for (header, about) in cases {
            assert_eq!(About::of(header), about, "{header}");
        }
    }

    #[test]
    fn who_is_told_apart_by_what() {
        use About::{Id, Mail, Name, Number, NumberingStamp, ResponseNumber, Stamp};
        let choose = |columns: &[About]| {
            let columns: Vec<_> = columns.iter().copied().map(Some).collect();
            Identity::choose(&columns, |_| true)
        };
        assert_eq!(choose(&[Number, Id, Name]), (Identity::Id, vec![1]));
        assert_eq!(choose(&[Number, Name, Name]), (Identity::Name, vec![1, 2]));
        assert_eq!(choose(&[Number]), (Identity::Number, vec![0]));
        assert_eq!(choose(&[]), (Identity::Row, vec![]));
        // Microsoft Forms numbers the answers in a column ID; Google has none, so an ID there was asked for.
        assert_eq!(
            About::of_all(&["ID", "Start time", "Код"], |_| false),
            [Some(ResponseNumber), Some(NumberingStamp), Some(Id)]
        );
        assert_eq!(About::of_all(&["ID", "Timestamp"], |_| false), [Some(Id), Some(Stamp)]);
        assert_eq!(choose(&[ResponseNumber, NumberingStamp, Name]), (Identity::Name, vec![2]));
        assert_eq!(choose(&[ResponseNumber, NumberingStamp]), (Identity::Response, vec![0]));
        assert_eq!(choose(&[ResponseNumber, NumberingStamp, Name, Id]), (Identity::Id, vec![3]));
        assert_eq!(choose(&[Stamp, Id]), (Identity::Id, vec![1]));
        assert_eq!(choose(&[Stamp, Mail]), (Identity::Mail, vec![1]));
        assert_eq!(choose(&[Stamp]), (Identity::Response, vec![]));
        // A column that names nobody does not count.
        assert_eq!(Identity::choose(&[Some(Name)], |_| false), (Identity::Row, vec![]));
    }

    #[test]
    fn a_class_begins_with_its_grade() {
        for class in ["9", "9Б", "9 «Б»", "9-б", "9 класс", "9а", "9-й", "9 \"А\""] {
            assert_eq!(grade_of(class), Some(9), "{class}");
        }
        assert_eq!(grade_of("11А"), Some(11));
        for class in ["", "Б", "IX", "9.5", "9/1", "14А", "0"] {
            assert_eq!(grade_of(class), None, "{class}");
        }
    }
}

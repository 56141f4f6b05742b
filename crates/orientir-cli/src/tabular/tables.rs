//! The sheets: which columns each has, and where in a definition the values of a column stand.

use super::cell::Kind;

/// The languages that have columns. Texts in another one stand on the sheet `more`.
pub const LANGUAGES: [&str; 3] = ["ru", "lt", "en"];

/// Where the values of a column stand.
#[derive(Clone, Copy, Debug)]
pub enum At {
    /// Below the place of the row.
    Row(&'static str),
    /// Below the place of the row, a column a language.
    Spoken(&'static str),
    /// Below what several rows belong to: written in the first of them alone.
    Group(&'static str),
    /// Among the words of each language; `{0}` is the first key of the row.
    Words(&'static str),
    /// Among the words of each language, by the keys of the row alone.
    Any,
    /// The same, one sentence a row.
    Sentences,
}

/// A column, or one for each language.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its header; of several the beginning of their headers.
    pub head: &'static str,
    /// Where its values stand.
    pub at: At,
    /// How they are written.
    pub kind: Kind,
}

impl Column {
    /// Whether there is one for each language.
    pub fn is_spoken(&self) -> bool {
        !matches!(self.at, At::Row(_) | At::Group(_))
    }

    /// The headers.
    pub fn heads(&self) -> Vec<String> {
        let of = |lang: &&str| format!("{} {lang}", self.head).trim().to_owned();
        if self.is_spoken() { LANGUAGES.iter().map(of).collect() } else { vec![self.head.to_owned()] }
    }
}

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The elements of a list.
    List(&'static str, Label),
    /// The members of an object, by their names.
    Map(&'static str),
    /// Response formats.
    Responses,
    /// Codes of responses.
    Codes,
    /// Answer slots.
    Fields,
    /// Options of items.
    Options,
    /// Candidates or cases of the type.
    Types,
    /// Bands of levels.
    Levels,
    /// Scales in the cells of norms.
    NormCells,
    /// Rows of tables in cells of norms.
    NormTables,
    /// Reasons and doubts.
    Reasons,
    /// Single words that no other sheet has.
    Words,
    /// Sentences.
    Sentences,
}

/// What names the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Their member `id`.
    Id,
    /// A sign of the workbook alone, by which other sheets know them.
    Sign,
    /// Nothing.
    Nothing,
}

/// A sheet.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The headers of the columns that name its rows.
    pub keys: &'static [&'static str],
    /// The other columns.
    pub columns: &'static [Column],
    /// What its rows are.
    pub rows: Rows,
    /// Whether it is left out where it would be empty.
    pub spare: bool,
}

impl Table {
    /// All headers.
    pub fn heads(&self) -> Vec<String> {
        let keys = self.keys.iter().map(|key| (*key).to_owned());
        keys.chain(self.columns.iter().flat_map(Column::heads)).collect()
    }
}

const fn row(head: &'static str, at: &'static str, kind: Kind) -> Column {
    Column { head, at: At::Row(at), kind }
}

const fn group(head: &'static str, at: &'static str, kind: Kind) -> Column {
    Column { head, at: At::Group(at), kind }
}

const fn words(head: &'static str, at: &'static str) -> Column {
    Column { head, at: At::Words(at), kind: Kind::Text }
}

const fn spoken(head: &'static str, at: &'static str, kind: Kind) -> Column {
    Column { head, at: At::Spoken(at), kind }
}

const SOURCE: Column = row("source", "basis/source", Kind::Text);
const EVIDENCE: Column = row("evidence", "basis/evidence", Kind::Text);
const GROUP_SOURCE: Column = group("source", "basis/source", Kind::Text);
const GROUP_EVIDENCE: Column = group("evidence", "basis/evidence", Kind::Text);

const fn table(name: &'static str, keys: &'static [&'static str], rows: Rows, columns: &'static [Column]) -> Table {
    Table { name, keys, columns, rows, spare: false }
}

const fn spare(name: &'static str, keys: &'static [&'static str], rows: Rows, columns: &'static [Column]) -> Table {
    Table { name, keys, columns, rows, spare: true }
}

/// The sheets in the order in which they are read: what others refer to goes first. `about` and `more` stand apart.
pub const TABLES: &[Table] = &[
    table(
        "sources",
        &["source"],
        Rows::Map("about/sources"),
        &[
            row("cite", "cite", Kind::Text),
            spoken("cite", "cite", Kind::Text),
            row("year", "year", Kind::Number),
            row("url", "url", Kind::Text),
        ],
    ),
    table(
        "cautions",
        &["id"],
        Rows::List("about/cautions", Label::Id),
        &[words("", "cautions/{0}"), row("technical", "technical", Kind::Flag), SOURCE, EVIDENCE],
    ),
    table(
        "responses",
        &["response", "kind"],
        Rows::Responses,
        &[
            row("from", "from", Kind::Number),
            row("to", "to", Kind::Number),
            row("without", "without", Kind::Json),
            row("step", "step", Kind::Number),
            row("unit", "unit", Kind::Text),
            row("positions", "positions", Kind::Number),
            row("count", "count", Kind::Number),
            row("of", "of", Kind::Number),
            row("longest", "longest", Kind::Number),
            row("options", "options", Kind::Words),
            row("measured_length", "measured_length", Kind::Text),
            row("overflow", "overflow", Kind::Json),
        ],
    ),
    table(
        "codes",
        &["response", "code", "list"],
        Rows::Codes,
        &[
            words("", "responses/{0}/{1}"),
            row("read_also", "read_also", Kind::Listed),
            row("means", "means", Kind::Text),
            row("apart", "apart", Kind::Text),
            row("give", "give", Kind::Json),
        ],
    ),
    table(
        "items",
        &["id"],
        Rows::List("items", Label::Id),
        &[
            words("prompt", "items/{0}/prompt"),
            row("key", "key", Kind::Text),
            row("gist", "gist", Kind::Text),
            row("reversed", "reversed", Kind::Flag),
            row("right_code", "right", Kind::Text),
            row("training", "training", Kind::Flag),
            words("left", "items/{0}/left"),
            words("right", "items/{0}/right"),
        ],
    ),
    table(
        "options",
        &["item", "code"],
        Rows::Options,
        &[
            row("key", "key", Kind::Text),
            row("points", "points", Kind::Scores),
            row("gist", "gist", Kind::Text),
            words("", "items/{0}/options/{1}"),
            spoken("anchors", "anchors", Kind::Listed),
        ],
    ),
    table(
        "fields",
        &["item"],
        Rows::Fields,
        &[
            row("field", "id", Kind::Text),
            row("response", "response", Kind::Text),
            row("rates", "rates", Kind::Text),
            row("optional", "optional", Kind::Flag),
            row("reversed", "reversed", Kind::Flag),
        ],
    ),
    table(
        "scales",
        &["id"],
        Rows::List("scales", Label::Id),
        &[
            row("method", "method", Kind::Method),
            row("works_on", "method", Kind::Of),
            row("missing", "missing", Kind::Needed),
            row("express", "express", Kind::Text),
            SOURCE,
            EVIDENCE,
            words("name", "scales/{0}/name"),
        ],
    ),
    spare(
        "groups",
        &["id"],
        Rows::List("groups", Label::Id),
        &[row("scales", "scales", Kind::Words), row("beside", "beside", Kind::Words), words("name", "groups/{0}/name")],
    ),
    spare(
        "types",
        &["rule", "type"],
        Rows::Types,
        &[
            row("by", "by", Kind::Operands),
            row("when", "when", Kind::Json),
            words("name", "types/{1}/name"),
            group("ties", "ties", Kind::Text),
            group("at_most", "at_most", Kind::Number),
            group("letters", "letters", Kind::Number),
            group("otherwise", "otherwise", Kind::Text),
            GROUP_SOURCE,
            GROUP_EVIDENCE,
        ],
    ),
    table(
        "levels",
        &["set", "level"],
        Rows::Levels,
        &[
            row("from", "from", Kind::Number),
            group("scales", "scales", Kind::Words),
            group("metric", "metric", Kind::Text),
            group("for", "for", Kind::Group),
            group("needs", "needs", Kind::Json),
            GROUP_SOURCE,
            GROUP_EVIDENCE,
        ],
    ),
    spare(
        "norms",
        &["id"],
        Rows::List("norms", Label::Id),
        &[
            row("wording", "wording", Kind::Text),
            row("population", "population", Kind::Text),
            row("comparison_group", "comparison_group", Kind::Flag),
            row("n", "n", Kind::Number),
            row("year", "year", Kind::Number),
            row("place", "place", Kind::Text),
            row("metrics", "metrics", Kind::Words),
            row("clip", "clip", Kind::Json),
            row("cautions", "cautions", Kind::Words),
            SOURCE,
            EVIDENCE,
        ],
    ),
    spare(
        "norm cells",
        &["norm", "cell", "scale", "kind"],
        Rows::NormCells,
        &[
            row("mean", "mean", Kind::Numbers),
            row("sd", "sd", Kind::Numbers),
            row("to", "to", Kind::Text),
            row("over", "over", Kind::Text),
            row("within", "within", Kind::Json),
            group("for", "for", Kind::Group),
            group("n", "n", Kind::Number),
        ],
    ),
    spare(
        "norm tables",
        &["norm", "cell", "scale", "list"],
        Rows::NormTables,
        &[row("from", "from", Kind::Number), row("is", "is", Kind::Number)],
    ),
    table(
        "reliability",
        &["set"],
        Rows::List("reliability", Label::Sign),
        &[
            row("scales", "scales", Kind::Words),
            row("kind", "kind", Kind::Text),
            row("value", "value", Kind::Number),
            row("sem", "sem", Kind::Number),
            row("norm", "norm", Kind::Text),
            row("n", "n", Kind::Number),
            SOURCE,
            EVIDENCE,
        ],
    ),
    spare(
        "checks",
        &["id"],
        Rows::List("checks", Label::Id),
        &[
            words("", "checks/{0}"),
            row("each_item", "each_item", Kind::Flag),
            row("expect", "expect", Kind::Json),
            row("otherwise", "otherwise", Kind::Otherwise),
            SOURCE,
            EVIDENCE,
        ],
    ),
    spare(
        "policies",
        &["id"],
        Rows::List("policies", Label::Id),
        &[row("default", "default", Kind::Text), row("choices", "choices", Kind::Json), SOURCE, EVIDENCE],
    ),
    spare(
        "branches",
        &[],
        Rows::List("branches", Label::Nothing),
        &[row("when", "when", Kind::Json), row("not_applicable", "not_applicable", Kind::Words)],
    ),
    table(
        "examples",
        &[],
        Rows::List("examples", Label::Nothing),
        &[
            row("name", "name", Kind::Text),
            row("source", "source", Kind::Text),
            row("work", "work", Kind::Text),
            row("fill", "fill", Kind::Pairs),
            row("answers", "answers", Kind::Pairs),
            row("ratings", "ratings", Kind::Json),
            row("person", "person", Kind::Pairs),
            row("policies", "policies", Kind::Pairs),
            row("wording", "wording", Kind::Text),
            row("scales", "expect/scales", Kind::Scores),
            row("standard", "expect/standard", Kind::Scores),
            row("levels", "expect/levels", Kind::Pairs),
            row("possible", "expect/possible", Kind::Json),
            row("status", "expect/status", Kind::Pairs),
            row("type", "expect/type", Kind::Words),
            row("flags", "expect/flags", Kind::Words),
        ],
    ),
    table(
        "reasons",
        &["sheet", "of"],
        Rows::Reasons,
        &[
            row("why", "why", Kind::Text),
            spoken("why", "why", Kind::Text),
            row("doubt", "doubt", Kind::Text),
            spoken("doubt", "doubt", Kind::Text),
        ],
    ),
    table("texts", &["what", "of", "part"], Rows::Words, &[Column { head: "", at: At::Any, kind: Kind::Text }]),
    table(
        "sentences",
        &["what", "of", "part"],
        Rows::Sentences,
        &[Column { head: "", at: At::Sentences, kind: Kind::Text }],
    ),
];

/// The sheet by which a workbook is known, and which says what the others are.
pub const READ_ME: &str = "read me";
/// The sheet of what stands once.
pub const ABOUT: &str = "about";
/// The sheet of what no other sheet has.
pub const MORE: &str = "more";
/// What the cell A1 of the sheet `read me` says.
pub const MARK: &str = "orientir definition";
/// The form that is written and read: it stands in the cell B1 of the sheet `read me`.
pub const FORM: u64 = 1;

/// The headers of `about` and of `more`.
pub const ABOUT_HEADS: [&str; 2] = ["field", "value"];
/// The headers of `more`.
pub const MORE_HEADS: [&str; 2] = ["path", "json"];

/// The order of the tabs: what people change goes first.
pub const TABS: &[&str] = &[
    READ_ME,
    ABOUT,
    "items",
    "options",
    "codes",
    "scales",
    "sentences",
    "texts",
    "levels",
    "groups",
    "types",
    "checks",
    "cautions",
    "sources",
    "reasons",
    "reliability",
    "norms",
    "norm cells",
    "norm tables",
    "responses",
    "fields",
    "policies",
    "branches",
    "examples",
    MORE,
];

/// A table by its name.
pub fn named(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// The rows of `about`: the field as it is written, and how. Dots are steps.
pub const ABOUT_ROWS: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("version", Kind::Text),
    ("aliases", Kind::Listed),
    ("about.wording", Kind::Text),
    ("about.use", Kind::Text),
    ("about.self_test", Kind::Text),
    ("about.needs", Kind::Words),
    ("about.population.age.from", Kind::Number),
    ("about.population.age.below", Kind::Number),
    ("about.population.grade.from", Kind::Number),
    ("about.population.grade.below", Kind::Number),
    ("about.administration.minutes.from", Kind::Number),
    ("about.administration.minutes.below", Kind::Number),
    ("about.administration.group", Kind::Flag),
    ("about.administration.read_aloud", Kind::Flag),
    ("about.administration.retest_days", Kind::Number),
    ("about.administration.pupil", Kind::Text),
    ("about.administration.class_teacher", Kind::Text),
    ("about.administration.psychologist", Kind::Text),
    ("about.licence", Kind::Text),
    ("ratings.by", Kind::Words),
    ("ratings.pool", Kind::Text),
    ("format", Kind::Number),
    ("$schema", Kind::Text),
];

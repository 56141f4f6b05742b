//! The results of a comparison of raters as lines, one a coefficient: what every surface shows.

use std::collections::BTreeMap;

use super::icc::IccForm;
use super::table::{Agreement, FieldAgreement, ScaleAgreement};
use super::why::WhyNot;
use crate::error::{Code, Diagnostics, Error};
use crate::messages::Lang;
use crate::sheet::Entry;

/// What a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// A field.
    Field,
    /// A scale, scored for each rater.
    Scale,
}

impl Part {
    /// The part as a stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Scale => "scale",
        }
    }
}

/// A coefficient.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Line<'a> {
    /// What it is of.
    pub part: Part,
    /// The field or the scale.
    pub name: &'a str,
    /// Which coefficient: `alpha_ordinal`, `icc_a1` and so on, `severity`.
    pub coefficient: &'static str,
    /// Whose severity it is; empty for the other coefficients.
    pub rater: &'a str,
    /// The value.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// How many raters rated.
    pub raters: usize,
    /// How many people were compared.
    pub n: usize,
    /// How many had too few ratings.
    pub dropped: usize,
    /// Why there is no value, or no interval.
    pub why: Option<WhyNot>,
}

/// The coefficient that tells how high a rater rates.
const SEVERITY: &str = "severity";

impl Line<'_> {
    /// The names of columns, in the order of a table.
    pub const COLUMNS: [&'static str; 11] =
        ["part", "name", "coefficient", "rater", "value", "ci_low", "ci_high", "raters", "n", "dropped", "reason"];

    /// Whether it tells how high a rater rates.
    pub fn is_severity(&self) -> bool {
        self.coefficient == SEVERITY
    }
}

/// The most names of one list.
const MOST_NAMES: usize = 10;

impl Agreement {
    /// All coefficients: field after field, then scale after scale.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let fields = self.fields.iter().flat_map(of_field);
        fields.chain(self.scales.iter().flat_map(|scale| of_scale(scale, &self.raters))).collect()
    }

    /// What is worth knowing of the comparison before it is read.
    pub fn remarks(&self, lang: Lang) -> Vec<String> {
        let (raters, people) = (self.raters.len().to_string(), self.subjects.to_string());
        let found = Said::RatersFound.text(lang).replace("{raters}", &raters).replace("{people}", &people);
        let averaged = self.fields.iter().filter(|field| field.averaged > 0).count();
        let averaged =
            (averaged > 0).then(|| Said::AveragedRatings.text(lang).replace("{count}", &averaged.to_string()));
        let rare = self.raters.iter().zip(&self.rated).filter(|(_, rated)| **rated == 1);
        let rare: Vec<&str> = rare.map(|(name, _)| name.as_str()).collect();
        let more = if rare.len() > MOST_NAMES { " …" } else { "" };
        let names = rare.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(", ") + more;
        let rare = (!rare.is_empty()).then(|| Said::RatedOnce.text(lang).replace("{raters}", &names));
        let alike = self.alike().into_iter().map(|names| Said::Alike.text(lang).replace("{raters}", &names.join(", ")));
        [found].into_iter().chain(averaged).chain(rare).chain(alike).collect()
    }

    /// Names that differ in case or blanks alone, in quotes: one person written in two ways would be compared with herself.
    fn alike(&self) -> Vec<Vec<String>> {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in &self.raters {
            let plain = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            groups.entry(plain).or_default().push(format!("`{name}`"));
        }
        groups.into_values().filter(|names| names.len() > 1).collect()
    }

    /// What the coefficients mean.
    pub const fn legends(lang: Lang) -> [&'static str; 2] {
        [Said::AgreementLegend.text(lang), Said::SeverityLegend.text(lang)]
    }

    /// Rows that name no rater: whose ratings they are cannot be told, so they are left out. The entries are those of a table
    /// read by [`Sheet::by_rater`](crate::Sheet::by_rater).
    pub fn unnamed(entries: &[Entry]) -> Diagnostics {
        let rows = entries.iter().filter(|entry| entry.key.rater.is_empty());
        let rows = rows.flat_map(|entry| entry.rows.iter().map(|row| (*row, &entry.key)));
        let fault = |(row, key)| {
            let fault = Error::new(Code::BadCovariate, "").in_row_of(row, key);
            let fault = fault.with("column", "rater").with_answer("answer", "");
            fault.with("allowed", "the name of a rater").with("passed", row)
        };
        rows.map(fault).collect()
    }
}

fn of_field(field: &FieldAgreement) -> Vec<Line<'_>> {
    let rated = field.coverage.subjects;
    let line = |coefficient, n, value: Result<f64, WhyNot>| Line {
        part: Part::Field,
        name: &field.name,
        coefficient,
        rater: "",
        value: value.ok(),
        interval: None,
        raters: field.coverage.raters,
        n,
        dropped: rated - n,
        why: value.err(),
    };
    let alpha = field.alpha.map(|alpha| alpha.value);
    let name = if field.metric.as_str() == "nominal" { "alpha_nominal" } else { "alpha_ordinal" };
    let kappas =
        field.kappa.iter().map(|(name, kappa)| line(name, field.coverage.complete, kappa.map(|kappa| kappa.value)));
    [line(name, field.coverage.shared, alpha)].into_iter().chain(kappas).collect()
}

fn of_scale<'a>(scale: &'a ScaleAgreement, raters: &'a [String]) -> Vec<Line<'a>> {
    let rated = scale.coverage.subjects;
    let line = |coefficient, n, value: Result<f64, WhyNot>| Line {
        part: Part::Scale,
        name: &scale.name,
        coefficient,
        rater: "",
        value: value.ok(),
        interval: None,
        raters: scale.coverage.raters,
        n,
        dropped: rated - n,
        why: value.err(),
    };
    let mut lines = vec![line("alpha_interval", scale.coverage.shared, scale.alpha.map(|alpha| alpha.value))];
    for form in IccForm::ALL {
        let estimate = scale.icc.as_ref().map(|icc| icc.form(form)).map_err(|why| *why);
        let value = estimate.and_then(|estimate| estimate.value);
        let interval = estimate.and_then(|estimate| estimate.interval);
        let why = value.err().or(interval.err());
        lines.push(Line { interval: interval.ok(), why, ..line(form.as_str(), scale.coverage.complete, value) });
    }
    match &scale.severity {
        Ok(severity) => lines.extend(severity.iter().map(|one| Line {
            rater: raters.get(one.rater).map_or("", String::as_str),
            dropped: 0,
            ..line(SEVERITY, one.n, one.value)
        })),
        Err(why) => lines.push(line(SEVERITY, 0, Err(*why))),
    }
    lines
}

crate::trilingual! {
    enum Said {
        RatersFound: "оценивали: {raters}; кого: {people}" | "vertino: {raters}; vertinta: {people}" | "raters: {raters}; rated: {people}";
        AveragedRatings: "несколько оценок одного человека одному ученику сведены в среднее, полей: {count}"
            | "keli vieno žmogaus vertinimai vienam mokiniui sujungti į vidurkį, laukų: {count}"
            | "several ratings of a person by one rater are joined into their mean, in so many fields: {count}";
        RatedOnce: "оценили только одного ученика, сравнивать почти не с чем: {raters}" | "vertino tik vieną mokinį, beveik nėra su kuo lyginti: {raters}"
            | "rated one person only, which is next to nothing to compare: {raters}";
        Alike: "имена различаются только регистром или пробелами; если это один человек, исправьте: {raters}"
            | "vardai skiriasi tik raidžių dydžiu ar tarpais; jei tai vienas žmogus, pataisykite: {raters}"
            | "names differ in case or blanks alone; if it is one person, correct them: {raters}";
        AgreementLegend: "1 - полное согласие, 0 - как при случайных оценках, ниже 0 - хуже случайных; в скобках интервал 95 %. n - скольких учеников можно было сравнить: для alpha и severity нужны две оценки, для icc и kappa - оценки всех. Смотрите прежде всего на icc_a_1, если опираетесь на одну оценку, и на icc_a_k, если на среднее всех оценок."
            | "1 - visiškas sutarimas, 0 - kaip atsitiktinai, mažiau už 0 - blogiau nei atsitiktinai; skliaustuose 95 % intervalas. n - kiek mokinių buvo galima palyginti: alpha ir severity reikia dviejų vertinimų, icc ir kappa - visų vertintojų. Pirmiausia žiūrėkite į icc_a_1, jei remiatės vienu vertinimu, ir į icc_a_k, jei visų vertinimų vidurkiu."
            | "1 is full agreement, 0 as by chance, below 0 worse than by chance; a 95 % interval in brackets. n is how many people could be compared: alpha and severity need two ratings, icc and kappa those of all raters. Look first at icc_a_1 if you rest on one rating, and at icc_a_k if on the mean of all.";
        SeverityLegend: "severity - насколько оценки, в баллах шкалы, в среднем отстоят от средней оценки того же ученика. Это не суд о том, кто оценивал: разные люди видели разных учеников в разных делах."
            | "severity - kiek vertinimai, skalės balais, vidutiniškai skiriasi nuo to paties mokinio vertinimų vidurkio. Tai nėra sprendimas apie vertintoją: skirtingi žmonės matė skirtingus mokinius skirtingoje veikloje."
            | "severity is how far ratings, in points of the scale, are on average from the mean rating of the same person. It is no verdict on a rater: raters saw different people at different things.";
    }
}

//! What is told of norms.

use super::words::Said;
use super::{FEW, FEWEST, FittedNorms, Resampled, ScaleNorm, WhyRefused};
use crate::messages::Lang;
use crate::tally::Cell;

fn fill(said: Said, lang: Lang, arguments: &[(&str, &str)]) -> String {
    let mut text = said.text(lang).to_owned();
    for (name, value) in arguments {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

fn whole(number: f64) -> String {
    format!("{:.0}", number.floor())
}

impl FittedNorms {
    /// What the norms are made of, how errors were estimated, and what speaks against relying on them.
    pub fn remarks(&self, lang: Lang) -> Vec<String> {
        let mut said = vec![fill(
            Said::Made,
            lang,
            &[("id", &self.options.id), ("people", &self.n.to_string()), ("sources", &self.sources.len().to_string())],
        )];
        let resampled = self.groups.iter().flat_map(|group| &group.scales).find_map(|scale| scale.error.as_ref());
        if let Some(error) = resampled {
            let what = match error.resampled {
                Resampled::Sources => Said::OfSources,
                _ => Said::OfPeople,
            };
            let (replicates, seed) = (self.options.replicates.to_string(), self.options.seed.to_string());
            said.push(fill(
                Said::Error,
                lang,
                &[("replicates", &replicates), ("what", what.text(lang)), ("seed", &seed)],
            ));
        }
        if self.is_local {
            said.push(Said::Local.text(lang).to_owned());
        }
        if self.sources.len() == 1 {
            said.push(Said::OneSource.text(lang).to_owned());
        }
        if self.left_out > 0 {
            said.push(fill(Said::LeftOut, lang, &[("people", &self.left_out.to_string())]));
            if self.left_out * 10 > self.n {
                said.push(Said::Missing.text(lang).to_owned());
            }
        }
        let few: Vec<String> = self
            .few()
            .map(|(cell, scale)| format!("{}{} ({})", self.named(cell, lang, ", "), scale.scale, whole(scale.weight())))
            .collect();
        if !few.is_empty() {
            said.push(fill(Said::Few, lang, &[("groups", &few.join("; ")), ("few", &whole(FEW))]));
        }
        let ipsative = self.without(WhyRefused::Ipsative);
        if !ipsative.is_empty() {
            said.push(fill(Said::Ipsative, lang, &[("scales", &ipsative.join(", "))]));
        }
        let refused: Vec<String> = self
            .refused
            .iter()
            .filter(|one| one.why == WhyRefused::TooFew)
            .map(|one| format!("{}{} ({})", self.named(&one.cell, lang, ", "), one.scale, whole(one.effective)))
            .collect();
        if !refused.is_empty() {
            said.push(fill(Said::Refused, lang, &[("groups", &refused.join("; ")), ("least", &whole(FEWEST))]));
        }
        said
    }

    /// The scales without a norm for a reason.
    fn without(&self, why: WhyRefused) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.refused.iter().filter(|one| one.why == why).map(|one| one.scale.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Who the people of a group are, in words.
    pub fn people_of(&self, cell: &Cell, lang: Lang) -> String {
        self.named(cell, lang, "")
    }

    /// Who the people of a cell are, with `end` behind it where they are somebody.
    fn named(&self, cell: &Cell, lang: Lang, end: &str) -> String {
        let values: Vec<&str> = cell.values(&self.options.by).map(|(_, value)| value).collect();
        match values.as_slice() {
            [] if end.is_empty() => Said::Everybody.text(lang).to_owned(),
            [] => String::new(),
            values => format!("{}{end}", values.join(" ")),
        }
    }
}

impl ScaleNorm {
    /// The error of T at the score that is nearest to the middle of the group.
    pub fn error_of_t(&self) -> Option<f64> {
        let rows = self.rows.iter().zip(&self.error.as_ref()?.rows);
        let off = |percentile: f64| (percentile - 50.0).abs();
        let (_, (_, t)) = rows.min_by(|(a, _), (b, _)| off(a.percentile).total_cmp(&off(b.percentile)))?;
        Some(*t)
    }
}

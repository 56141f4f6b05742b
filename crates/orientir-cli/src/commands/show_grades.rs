//! The second half of an instrument's sheet: levels, norms, reliability, rules, cautions, sources.

use orientir::definition::{Norm, NormGroup, NormWay};

use super::show::Sheet;
use super::show_words as say;
use crate::words::{self, Word};

impl Sheet<'_> {
    pub(super) fn levels(&mut self) {
        self.page.heading(self.word(Word::Levels));
        if self.definition.levels.is_empty() {
            self.page.paragraph(2, 0, self.word(Word::NoLevels));
        }
        for levels in &self.definition.levels {
            let scales = say::joined(&levels.scales, ", ");
            let metric = levels.metric.map_or(String::new(), |metric| format!(" .{metric}"));
            let whom =
                levels.for_group.as_ref().map_or(String::new(), |g| format!(" ({})", say::group(g, self.session)));
            self.page.paragraph(2, 2, &format!("{scales}{metric}{whom}"));
            self.page.paragraph(6, 2, &say::bands(&levels.bands));
            self.page.basis(6, levels.basis.as_ref());
        }
    }

    pub(super) fn norms(&mut self) {
        self.page.heading(self.word(Word::NormsTitle));
        if self.definition.norms.is_empty() {
            self.page.paragraph(2, 0, self.word(Word::NoNorms));
        }
        for norm in &self.definition.norms {
            self.norm(norm);
        }
    }

    fn norm(&mut self, norm: &Norm) {
        let lang = self.session.lang;
        let place = norm.place.as_ref().map_or(String::new(), |place| format!(", {place}"));
        let wording = format!("{}: {}", self.word(Word::Wording), words::wording(norm.wording, lang));
        let population = words::population(norm.population, lang);
        self.page.paragraph(
            2,
            2,
            &format!("{} - {population}{place}, n = {}, {}; {wording}", norm.id, norm.n, norm.year),
        );
        for group in &norm.groups {
            let text = self.norm_group(group);
            self.page.paragraph(6, 2, &text);
        }
        if !norm.cautions.is_empty() {
            self.page.paragraph(6, 2, &format!("{}: {}", self.word(Word::Cautions), say::joined(&norm.cautions, ", ")));
        }
        self.page.basis(6, norm.basis.as_ref());
    }

    fn norm_group(&self, group: &NormGroup) -> String {
        let whom = group
            .for_group
            .as_ref()
            .map_or_else(|| self.word(Word::Everybody).to_owned(), |g| say::group(g, self.session));
        let scales = group.scales.iter().map(|(id, way)| match way {
            NormWay::Moments(m) => format!("{id} {} ± {}", m.mean.ratio().to_f64(), m.sd.ratio().to_f64()),
            NormWay::Table(table) => {
                let moments = table.mean.zip(table.sd);
                let moments = moments.map_or(String::new(), |(mean, sd)| {
                    format!(" {} ± {}", mean.ratio().to_f64(), sd.ratio().to_f64())
                });
                format!("{id}{moments} .{} ({})", table.to, table.rows.len())
            }
            _ => id.to_owned(),
        });
        let n = group.n.map_or(String::new(), |n| format!(", n = {n}"));
        format!("{whom}{n}: {}", scales.collect::<Vec<_>>().join("; "))
    }

    pub(super) fn reliability(&mut self) {
        if self.definition.reliability.is_empty() {
            return;
        }
        self.page.heading(self.word(Word::Reliability));
        for known in &self.definition.reliability {
            let value = known.value.map_or(String::new(), |v| format!(" {}", v.ratio().to_f64()));
            let sem = known.sem.map_or(String::new(), |sem| format!(", SEM {}", sem.ratio().to_f64()));
            let n = known.n.map_or(String::new(), |n| format!(" (n = {n})"));
            let scales = say::joined(&known.scales, ", ");
            self.page.paragraph(2, 2, &scales);
            self.page.paragraph(
                6,
                2,
                &format!("{}{value}{sem}{n}", words::reliability(&known.kind, self.session.lang)),
            );
            self.page.basis(6, known.basis.as_ref());
        }
    }

    pub(super) fn rules(&mut self) {
        if !self.definition.policies.is_empty() {
            self.page.heading(self.word(Word::Policies));
        }
        for policy in &self.definition.policies {
            let label =
                |name: &str| self.words.and_then(|w| w.policies.get(name)).map_or(String::new(), |l| format!(": {l}"));
            let own = label(&policy.id);
            let choices: Vec<String> = policy
                .choices
                .iter()
                .map(|(choice, _)| {
                    let default = if choice == policy.default.as_str() {
                        format!(" ({})", self.word(Word::Default))
                    } else {
                        String::new()
                    };
                    format!("{}={choice}{default}{}", policy.id, label(&format!("{}.{choice}", policy.id)))
                })
                .collect();
            self.page.paragraph(2, 2, &format!("{}{own}", policy.id));
            for choice in &choices {
                self.page.paragraph(6, 2, choice);
            }
            self.page.basis(6, policy.basis.as_ref());
        }
        if !self.definition.checks.is_empty() {
            self.page.heading(self.word(Word::Checks));
        }
        for check in &self.definition.checks {
            let label = self.words.and_then(|w| w.checks.get(&check.id)).map_or(String::new(), |l| format!(": {l}"));
            self.page.paragraph(2, 4, &format!("{}{label}", check.id));
        }
    }

    pub(super) fn cautions(&mut self) {
        if self.definition.about.cautions.is_empty() {
            return;
        }
        self.page.heading(self.word(Word::Cautions));
        for caution in &self.definition.about.cautions {
            let label =
                self.words.and_then(|w| w.cautions.get(&caution.id)).map_or(String::new(), |l| format!(": {l}"));
            self.page.paragraph(2, 4, &format!("{}{label}", caution.id));
        }
    }

    pub(super) fn sources(&mut self) {
        self.page.heading(self.word(Word::Sources));
        for (name, source) in self.definition.about.sources.iter() {
            let url = source.url.as_ref().map_or(String::new(), |url| format!(" {url}"));
            self.page.paragraph(2, 4, &format!("{name}: {}{url}", source.cite.get(self.session.lang)));
        }
        self.page.heading(self.word(Word::Hashes));
        self.page.hash(self.word(Word::Key), self.instrument.key_hash());
        self.page.hash(self.word(Word::Document), self.instrument.document_hash());
        self.page.gap();
        self.page.paragraph(0, 0, self.word(Word::EvidenceGrades));
    }
}

//! Where facts come from and for whom an instrument is meant.

use super::norm::Grouping;
use super::reader::{Id, Map, Text, choice, record, words};
use super::text::Spoken;

words! {
    /// How well a fact is attested.
    pub enum Evidence {
        /// Two or more public sources agree.
        A = "A",
        /// One public source.
        B = "B",
        /// A source that reports another.
        C = "C",
        /// Derived from graded facts, or this project's own convention.
        D = "D",
        /// Professional recollection, not checked in print.
        M = "M",
    }
}

record! {
    /// Why a key, a band, a norm or a coefficient may be believed.
    pub struct Basis {
        /// The name of a source in `about.sources`.
        source: Id,
        /// The grade of the fact.
        evidence: Evidence,
        /// The reason for a convention.
        why: Option<Spoken>,
        /// What speaks against it.
        doubt: Option<Spoken>,
    }
}

record! {
    /// A source.
    pub struct Source {
        /// How it is cited: as printed, or described in words.
        cite: Spoken,
        /// The year of publication.
        year: Option<u32>,
        /// Where it stands.
        url: Option<Text>,
    }
}

words! {
    /// Whose sentences the items are.
    pub enum Wording {
        /// Short texts of this project.
        Own = "own",
        /// Entry labels only; the texts come on paper or in a text pack.
        None = "none",
        /// The published sentences.
        Published = "published",
    }
}

words! {
    /// What results may be used for.
    pub enum Use {
        /// Advice to one person.
        Individual = "individual",
        /// Groups of adults who answered without names; never single results, never pupils.
        AnonymousAdultGroups = "anonymous_adult_groups",
    }
}

words! {
    /// What a self-test may show.
    pub enum SelfTest {
        /// The instrument is not for self-tests.
        None = "none",
        /// Words without levels.
        Description = "description",
        /// Levels too.
        Levels = "levels",
    }
}

words! {
    /// How much of a result a reader sees.
    pub enum Audience {
        /// Nothing.
        Nothing = "nothing",
        /// Words without levels.
        Description = "description",
        /// Levels too.
        Levels = "levels",
    }
}

record! {
    /// For whom the instrument was made. A person outside is scored with a caution.
    pub struct Population {
        /// Ages in years.
        age: Option<Grouping>,
        /// School grades.
        grade: Option<Grouping>,
    }
}

record! {
    /// How the instrument is given.
    pub struct Administration {
        /// Minutes that it takes.
        minutes: Option<Grouping>,
        /// Whether a whole class may answer together.
        group: bool,
        /// Whether items may be read aloud.
        read_aloud: bool,
        /// The fewest days between two administrations.
        retest_days: Option<u32>,
        /// What a pupil sees of the own result, in a self-test and on a page.
        pupil: Option<Audience>,
        /// What a class teacher sees.
        class_teacher: Option<Audience>,
        /// What the psychologist sees.
        psychologist: Option<Audience>,
    }
}

record! {
    /// A remark that stands beside every result.
    pub struct Caution {
        /// The name of its text.
        id: Id,
        /// Of use to psychologists alone, such as how well a key is attested: who answered does not read it.
        technical: bool,
        /// Why.
        basis: Option<Basis>,
    }
}

record! {
    /// Everything about an instrument that does not take part in the arithmetic.
    pub struct About {
        /// Whose sentences the items are.
        wording: Wording,
        /// What results may be used for; advice to one person if absent. An instrument for groups gives no result of single people, and none
        /// of pupils.
        use_for["use"]: Option<Use>,
        /// What a self-test may show, and no more than a pupil may see; words without levels if absent, nothing for groups.
        self_test: Option<SelfTest>,
        /// Covariates that a form must ask for: `sex`, `age`, `grade`, `language`, `region`, `mode`. Sex, age and grade must be
        /// among them where norms or levels tell people apart by them.
        needs: Vec<Text>,
        /// For whom it was made.
        population: Option<Population>,
        /// How it is given.
        administration: Option<Administration>,
        /// The licence of the texts.
        licence: Option<Text>,
        /// The sources that bases name.
        sources: Map<Source>,
        /// Remarks that stand beside every result.
        cautions: Vec<Caution>,
    }
}

choice! {
    /// What a coefficient is.
    pub enum ReliabilityKind {
        /// Cronbach's alpha.
        Alpha = "alpha",
        /// `McDonald`'s omega total.
        Omega = "omega",
        /// Correlation of two administrations.
        Retest = "retest",
        /// Correlation of two halves, stepped up.
        SplitHalf = "split_half",
        /// Internal consistency has no meaning for these scales.
        NotMeaningful = "not_meaningful",
        /// Nothing is published.
        Unknown = "unknown",
    }
}

record! {
    /// What is known of the reliability of scales.
    pub struct Reliability {
        /// The scales.
        scales: Vec<Id>,
        /// Which coefficient, or why there is none.
        kind: ReliabilityKind,
        /// Its value, 0 to 1.
        value: Option<crate::exact::Decimal>,
        /// The standard error of measurement in raw points, where it is known by itself; else it comes from the value and a norm's
        /// standard deviation.
        sem: Option<crate::exact::Decimal>,
        /// The norm whose sample it comes from: it holds for those whom that norm fits; for everybody if absent.
        norm: Option<Id>,
        /// People in the sample.
        n: Option<u32>,
        /// Why it may be believed.
        basis: Option<Basis>,
    }
}

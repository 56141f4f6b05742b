//! What may be written of comparing before and after.

use clap::{Args, ValueEnum, ValueHint};
use orientir::definition::Wording;

use super::wording;

/// What is compared before and after, and by what measure.
#[derive(Args, Clone, Debug)]
pub struct Comparing {
    /// The answers after, in a table of their own; pupils are matched by id
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub after: Option<String>,
    /// Which two occasions, where there are more
    #[arg(long, value_name = "BEFORE,AFTER", value_parser = occasions)]
    pub occasions: Option<(u32, u32)>,
    /// Another class with both occasions: how much more the changes are here
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub against: Option<String>,
    /// The answers of the other class after, in a table of their own
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "against")]
    pub against_after: Option<String>,
    /// The retest reliability, 0 to 1, of a scale or of all; may be repeated
    #[arg(long, value_name = "[SCALE=]R", value_parser = share)]
    pub retest: Vec<(Option<String>, f64)>,
    /// The standard deviation that goes with it, in raw points; else that of the norm, else that of 30 pupils or more before
    #[arg(long, value_name = "[SCALE=]SD", value_parser = deviation)]
    pub sd: Vec<(Option<String>, f64)>,
    /// Which reliability counts where no retest reliability is known: with `alpha` too many changes seem reliable
    #[arg(long, value_enum, default_value_t = Stability::Retest)]
    pub reliability: Stability,
    /// The wording the second time, if it was another: then nothing is compared
    #[arg(long, value_name = "WORDING", value_parser = after_wording)]
    pub wording_after: Option<Wording>,
    /// What is written
    #[arg(long, value_enum, default_value_t = Part::All)]
    pub part: Part,
}

/// Which reliability counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stability {
    /// Of two administrations
    Retest,
    /// Cronbach's alpha too
    Alpha,
}

/// What a comparison tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The group and each pupil
    All,
    /// The group alone
    Group,
    /// Each pupil alone
    Persons,
}

fn occasions(text: &str) -> Result<(u32, u32), String> {
    let parts = text.split_once(',').and_then(|(a, b)| Some((a.trim().parse().ok()?, b.trim().parse().ok()?)));
    parts
        .filter(|(a, b)| *a > 0 && *b > 0 && a != b)
        .ok_or_else(|| "write two different numbers, such as 1,3".to_owned())
}

fn of_scale(text: &str, fits: impl Fn(f64) -> bool, expected: &str) -> Result<(Option<String>, f64), String> {
    let (scale, number) = text.split_once('=').map_or((None, text), |(s, n)| (Some(s.to_owned()), n));
    // A decimal comma is how numbers are written here.
    let number = number.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite() && fits(*number));
    Ok((scale, number.ok_or_else(|| format!("expected {expected}"))?))
}

fn share(text: &str) -> Result<(Option<String>, f64), String> {
    of_scale(text, |r| (0.0..1.0).contains(&r), "a number from 0 and below 1")
}

fn deviation(text: &str) -> Result<(Option<String>, f64), String> {
    of_scale(text, |sd| sd > 0.0, "a number above 0")
}

fn after_wording(text: &str) -> Result<Wording, String> {
    match wording(text)? {
        (None, wording) => Ok(wording),
        _ => Err("write the wording alone".to_owned()),
    }
}

//! Prints the JSON Schema of instrument definitions.
#![expect(clippy::print_stdout, reason = "this is its purpose")]
fn main() {
    print!("{}", orientir::definition::instrument_schema());
}

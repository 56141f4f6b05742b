//! The command line from end to end: what goes in, what comes out, what is told, and the exit code.
#![expect(clippy::format_collect, clippy::format_push_string, reason = "tables of a test are short")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod agreement;
mod answer_files;
mod assess;
mod bad_input;
mod compare;
mod compare_entry;
mod completions;
mod desk;
mod excel;
mod names;
mod norms;
mod quality;
mod reliability;
mod report;
mod score;
mod table_form;
mod table_form_broken;
mod template;
mod text;
mod texts;
mod uses;
mod writing;
mod xlsx;

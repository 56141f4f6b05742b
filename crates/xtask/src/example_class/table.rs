//! A table as text. No cell of ours holds a separator, a quote or a line end, so nothing is quoted.

/// One file.
#[derive(Clone, Debug)]
pub struct Table {
    pub name: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub separator: char,
    /// Whether the file begins with the byte order mark that spreadsheets write.
    pub marked: bool,
}

impl Table {
    pub fn new(name: &str, header: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        Self { name: name.to_owned(), header, rows, separator: ',', marked: false }
    }

    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    pub fn text(&self) -> String {
        let separator = self.separator.to_string();
        let line = |cells: &Vec<String>| cells.join(&separator) + "\n";
        let mark = if self.marked { "\u{feff}" } else { "" };
        std::iter::once(&self.header).chain(&self.rows).fold(mark.to_owned(), |text, cells| text + &line(cells))
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Result<usize, String> {
        let place = self.header.iter().position(|header| header == name);
        place.ok_or_else(|| format!("{}: no column `{name}`", self.file()))
    }

    /// The place of the first row of a pupil.
    pub fn row(&self, id: &str) -> Result<usize, String> {
        let place = self.rows.iter().position(|cells| cells.first().is_some_and(|cell| cell == id));
        place.ok_or_else(|| format!("{}: no row `{id}`", self.file()))
    }

    /// The cell of a pupil under a column.
    pub fn cell(&mut self, id: &str, column: &str) -> Result<&mut String, String> {
        let (row, column) = (self.row(id)?, self.column(column)?);
        Ok(&mut self.rows[row][column])
    }
}

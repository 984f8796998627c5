//! Findings as a Parquet table, one column a column of CSV: counts as INT64, the score as DOUBLE,
//! what may be unknown as optional text.

use std::io;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType, ZstdLevel};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::{Type, TypePtr};

use super::folder::{Draft, unwritable};
use crate::error::Error;
use crate::write::pairs::{COLUMNS, Cell, Column, Row};

/// Rows of a row group: about 10 MB, which is what is held back. Always as many, so that the bytes of
/// a file do not depend on how its rows came.
const GROUP: usize = 8192;
/// Bytes of text from which on a group has fewer rows: a sentence may be as long as a report.
const GROUP_TEXT: usize = 32 << 20;

/// A table under way.
pub(super) struct Table {
    writer: SerializedFileWriter<Draft>,
    rows: Vec<Row>,
    /// Bytes of text in them.
    text: usize,
    path: std::path::PathBuf,
}

impl Table {
    pub(super) fn new(draft: Draft) -> Result<Self, Error> {
        let path = draft.target().to_owned();
        let fault = |e| fault(&path, e);
        let level = ZstdLevel::try_new(3).map_err(fault)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(format!("claimdiff version {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = SerializedFileWriter::new(draft, schema().map_err(fault)?, Arc::new(properties)).map_err(fault)?;
        Ok(Table { writer, rows: Vec::new(), text: 0, path })
    }

    /// Adds rows; whole groups are written.
    pub(super) fn write(&mut self, rows: impl IntoIterator<Item = Row>) -> Result<(), Error> {
        for row in rows {
            self.text += row.iter().map(length).sum::<usize>();
            self.rows.push(row);
            if self.rows.len() == GROUP || self.text >= GROUP_TEXT {
                self.flush()?;
            }
        }
        Ok(())
    }

    /// Writes the rest, and the end of the file.
    pub(super) fn finish(mut self) -> Result<Draft, Error> {
        self.flush()?;
        self.writer.into_inner().map_err(|e| fault(&self.path, e))
    }

    fn flush(&mut self) -> Result<(), Error> {
        let rows = std::mem::take(&mut self.rows);
        self.text = 0;
        if rows.is_empty() {
            return Ok(());
        }
        self.group(rows).map_err(|e| fault(&self.path, e))
    }

    fn group(&mut self, rows: Vec<Row>) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        let mut cells: Vec<std::array::IntoIter<Cell, { COLUMNS.len() }>> = rows.into_iter().map(Row::into_iter).collect();
        for (_, column) in COLUMNS {
            let Some(mut writer) = group.next_column()? else { break };
            let column_cells = cells.iter_mut().filter_map(Iterator::next);
            match column {
                Column::Text | Column::Known => {
                    let mut texts = Vec::new();
                    let mut levels = Vec::new();
                    for cell in column_cells {
                        let text = match cell {
                            Cell::Text(text) => Some(text),
                            Cell::Known(text) => text,
                            _ => None,
                        };
                        levels.push(i16::from(text.is_some()));
                        texts.extend(text.map(|text| ByteArray::from(text.into_bytes())));
                    }
                    let levels = (column == Column::Known).then_some(levels.as_slice());
                    writer.typed::<ByteArrayType>().write_batch(&texts, levels, None)?;
                }
                Column::Count => {
                    let counts: Vec<i64> = column_cells.map(|c| if let Cell::Count(n) = c { n as i64 } else { 0 }).collect();
                    writer.typed::<Int64Type>().write_batch(&counts, None, None)?;
                }
                Column::Score => {
                    let scores: Vec<f64> = column_cells.map(|c| if let Cell::Score(score) = c { score } else { 0.0 }).collect();
                    writer.typed::<DoubleType>().write_batch(&scores, None, None)?;
                }
            }
            writer.close()?;
        }
        group.close().map(|_| ())
    }
}

/// Bytes of text in a cell.
fn length(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) | Cell::Known(Some(text)) => text.len(),
        Cell::Known(None) | Cell::Count(_) | Cell::Score(_) => 0,
    }
}

fn schema() -> Result<TypePtr, ParquetError> {
    let fields = COLUMNS.map(|(name, column)| {
        let (physical, logical, repetition) = match column {
            Column::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED),
            Column::Known => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String), Repetition::OPTIONAL),
            Column::Count => (PhysicalType::INT64, None, Repetition::REQUIRED),
            Column::Score => (PhysicalType::DOUBLE, None, Repetition::REQUIRED),
        };
        Type::primitive_type_builder(name, physical).with_logical_type(logical).with_repetition(repetition).build().map(Arc::new)
    });
    let fields = fields.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("finding").with_fields(fields).build()?))
}

/// What the disk says stays what it said.
fn fault(path: &std::path::Path, error: ParquetError) -> Error {
    let error = match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    };
    unwritable(path, &error)
}

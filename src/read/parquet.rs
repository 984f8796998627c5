//! Parquet: a table of reports by columns, read row by row from its row groups.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, Row};
use serde_json::{Map, Number, Value};

use super::content::{Content, Head};
use super::fields::{self, Keyed, TEASERS};
use super::finish::{Out, Place};
use super::json;
use crate::error::Error;

/// The four letters that a Parquet file begins with.
pub(super) fn is_parquet(head: &Head<'_>) -> bool {
    head.bytes.starts_with(b"PAR1")
}

/// Reads the rows; a file that lies on disk unpacked is never held whole.
pub(super) fn read(content: &mut Content, out: &mut Out<'_>) -> Result<(), Error> {
    let reader: Box<dyn FileReader> = match content.file() {
        Some(file) => {
            let file = file?;
            guarded(|| Ok(Box::new(SerializedFileReader::new(file)?)))?
        }
        None => {
            let bytes = bytes::Bytes::from(content.bytes(content.limits.file_bytes, "file-bytes")?);
            guarded(|| Ok(Box::new(SerializedFileReader::new(bytes)?)))?
        }
    };
    let columns: Vec<String> = reader.metadata().file_metadata().schema().get_fields().iter().map(|f| f.name().to_owned()).collect();
    if !columns.iter().map(|c| fields::fold(c)).any(|c| out.keys.of("text").contains(&c) || TEASERS.contains(&c.as_str())) {
        return Err(Error::new(format!("no column holds a text: found {}; name it with text=COLUMN", columns.join(", "))));
    }
    let mut rows = guarded(|| reader.get_row_iter(None))?;
    let mut number = 0;
    while let Some(row) = guarded(|| rows.next().transpose()).map_err(|e| Error::new(format!("item {}: {e}", number + 1)))? {
        number += 1;
        json::row(&Keyed::new(&object(&row)), Place::Item(number), None, out);
    }
    Ok(())
}

/// Runs a step of the Parquet reader, which panics on some files whose pages are not what their
/// footer says: one bad file must not end the run.
fn guarded<T>(step: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(result) => result.map_err(|e| Error::new(format!("broken or cut Parquet: {e}"))),
        Err(_) => Err(Error::new("broken Parquet: its pages do not hold what its footer says")),
    }
}

fn object(row: &Row) -> Map<String, Value> {
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

fn value(field: &Field) -> Value {
    let moment = |seconds: i64| jiff::Timestamp::from_second(seconds).map_or(Value::Null, |t| Value::String(t.to_string()));
    match field {
        Field::Str(text) => Value::String(text.clone()),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).map_or(Value::Null, |t| Value::String(t.to_owned())),
        Field::Byte(n) => Value::from(*n),
        Field::Short(n) => Value::from(*n),
        Field::Int(n) => Value::from(*n),
        Field::Long(n) => Value::from(*n),
        Field::UByte(n) => Value::from(*n),
        Field::UShort(n) => Value::from(*n),
        Field::UInt(n) => Value::from(*n),
        Field::ULong(n) => Value::from(*n),
        Field::Double(n) => Number::from_f64(*n).map_or(Value::Null, Value::Number),
        Field::Date(days) => match moment(i64::from(*days) * 86_400) {
            Value::String(text) => Value::String(text[..10].to_owned()),
            other => other,
        },
        Field::TimestampMillis(n) => moment(n.div_euclid(1000)),
        Field::TimestampMicros(n) => moment(n.div_euclid(1_000_000)),
        Field::Group(row) => Value::Object(object(row)),
        Field::ListInternal(list) => Value::Array(list.elements().iter().map(value).collect()),
        _ => Value::Null,
    }
}

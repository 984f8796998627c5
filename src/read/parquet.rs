//! Parquet: a table of reports by columns, read row by row from its row groups.

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
        Some(file) => Box::new(SerializedFileReader::new(file?).map_err(|e| fault(&e))?),
        None => Box::new(SerializedFileReader::new(bytes::Bytes::from(content.bytes(content.limits.file_bytes, "file-bytes")?)).map_err(|e| fault(&e))?),
    };
    let columns: Vec<String> = reader.metadata().file_metadata().schema().get_fields().iter().map(|f| f.name().to_owned()).collect();
    if !columns.iter().map(|c| fields::fold(c)).any(|c| out.keys.of("text").contains(&c) || TEASERS.contains(&c.as_str())) {
        return Err(Error::new(format!("no column holds a text: found {}; name it with text=COLUMN", columns.join(", "))));
    }
    for (index, row) in reader.get_row_iter(None).map_err(|e| fault(&e))?.enumerate() {
        let row = row.map_err(|e| Error::new(format!("item {}: {}", index + 1, fault(&e))))?;
        json::row(&Keyed::new(&object(&row)), Place::Item(index + 1), None, out);
    }
    Ok(())
}

fn fault(error: &ParquetError) -> Error {
    Error::new(format!("broken or cut Parquet: {error}"))
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

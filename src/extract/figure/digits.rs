//! Numbers written in digits, to exact decimals.

use rust_decimal::Decimal;

/// `½`
pub(super) fn vulgar(symbol: &str) -> Option<Decimal> {
    let (numerator, denominator) = match symbol {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Some(Decimal::new(numerator, 0) / Decimal::new(denominator, 0))
}

/// Digits with separators, and one unit of the last of them: `1,353.5` is 1353.5 in steps of 0.1.
///
/// A comma groups thousands (or hundreds of thousands as in India) unless what follows it cannot
/// be a group: then it is a decimal comma. Names in digits (`007`, `1.2.3`, `1,2`) are none.
pub(super) fn parse_digits(text: &str) -> Option<(Decimal, Decimal)> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if text.len() > 24 {
        return None;
    }
    if digits(text) {
        if text.len() > 1 && text.starts_with('0') {
            return None;
        }
        return Some((text.parse().ok()?, Decimal::ONE));
    }
    let (whole, fraction) = match text.split_once('.') {
        Some((_, f)) if !digits(f) => return None,
        Some((w, f)) => (w, Some(f)),
        None => (text, None),
    };
    let mut buffer = String::with_capacity(text.len());
    if digits(whole) {
        if whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        buffer.push_str(whole);
    } else {
        let groups: Vec<&str> = whole.split(',').collect();
        let last = *groups.last()?;
        if groups.iter().any(|g| !digits(g)) || (groups[0].starts_with('0') && groups[0].len() > 1) {
            return None;
        }
        let inner = &groups[1..groups.len() - 1];
        let thousands = groups[0].len() <= 3 && last.len() == 3 && inner.iter().all(|g| g.len() == 3);
        let indian = groups[0].len() <= 2 && last.len() == 3 && !inner.is_empty() && inner.iter().all(|g| g.len() == 2);
        if (thousands || indian) && groups[0] != "0" {
            groups.iter().for_each(|g| buffer.push_str(g));
        } else if groups.len() == 2 && fraction.is_none() && last.len() != 3 && (last.len() == 2 || groups[0] == "0") {
            return Some((format!("{}.{last}", groups[0]).parse().ok()?, Decimal::new(1, last.len() as u32)));
        } else {
            return None;
        }
    }
    match fraction {
        None => Some((buffer.parse().ok()?, Decimal::ONE)),
        Some(f) => {
            buffer.push('.');
            buffer.push_str(f);
            Some((buffer.parse().ok()?, Decimal::new(1, f.len() as u32)))
        }
    }
}

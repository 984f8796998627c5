//! What is looked for and shown: the settings file first, then the flags that win over it.

use std::path::PathBuf;

use claimdiff::settings::Settings;
use claimdiff::write::View;
use claimdiff::{Error, Options, Severity};

use super::args::{Choice, SettingsFile};
use super::run::say;

impl SettingsFile {
    /// The settings of the file that is named, else of the nearest one; without one, what holds without.
    pub(crate) fn read(&self, quiet: bool) -> Result<Settings, Error> {
        let found = || std::env::current_dir().ok().and_then(|folder| Settings::find(&folder));
        let path: Option<PathBuf> = self.settings.clone().or_else(found);
        let Some(path) = path else { return Ok(Settings::default()) };
        let settings = Settings::read(&path)?;
        // A file that was only found changes the result without a word on the command line.
        if self.settings.is_none() && !quiet {
            say(&format!("note: settings from {}", path.display()));
        }
        Ok(settings)
    }
}

impl Choice {
    /// What the comparison is asked for, and what of it is shown.
    pub(crate) fn settle(&self, quiet: bool) -> Result<(Options, View), Error> {
        let settings = self.settings.read(quiet)?;
        let mut options = options(&settings);
        let mut view = settings.view(self.baseline.as_deref())?;
        options.kinds = self.kinds.kinds.clone().or(options.kinds);
        options.min_score = self.min_score.unwrap_or(options.min_score);
        view.min_severity = if self.all { Severity::None } else { self.min_severity.unwrap_or(view.min_severity) };
        Ok((options, view))
    }
}

/// What a comparison is asked for by the settings alone.
pub(crate) fn options(settings: &Settings) -> Options {
    Options {
        kinds: settings.kinds(),
        min_score: settings.min_score(),
        sensitivity: settings.sensitivity(),
        aliases: settings.aliases().clone(),
        policy: settings.policy(),
        ..Options::default()
    }
}

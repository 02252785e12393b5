namespace GanGate.Settings;

/// <summary>What the values of a setting are.</summary>
internal enum SettingKind
{
    /// <summary>True or false; false where nothing is said.</summary>
    Switch,

    /// <summary>A number of at least 0.</summary>
    Number,

    /// <summary>Numbers with commas between them.</summary>
    Numbers,

    /// <summary>A whole number of at least 1.</summary>
    Count,

    /// <summary>A whole number of at least 0.</summary>
    Whole,

    /// <summary>A number, or a percentage: 0.5, 5%.</summary>
    Amount,

    /// <summary>A word, a name, a file or a folder to read.</summary>
    Text,

    /// <summary>Several words: an option is given more than once, a configuration has a list, a build and an action a line or item each.</summary>
    Texts,

    /// <summary>A file or a folder that is written.</summary>
    Output,
}

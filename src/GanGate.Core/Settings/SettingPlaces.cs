namespace GanGate.Settings;

/// <summary>Where a setting can be given.</summary>
[Flags]
internal enum SettingPlaces
{
    /// <summary>On the command line alone.</summary>
    Command = 0,

    /// <summary>In a gate of a configuration file.</summary>
    Configuration = 1,

    /// <summary>As metadata of a gate of a build.</summary>
    Metadata = 2,

    /// <summary>As a property of a build, for all its gates.</summary>
    Property = 4,

    /// <summary>As an input of the action.</summary>
    Action = 8,

    /// <summary>Wherever a gate is defined.</summary>
    Everywhere = Configuration | Metadata | Property | Action,
}

namespace GanGate.Settings;

/// <summary>The metrics that a setting belongs to.</summary>
internal enum SettingMetrics
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those of images.</summary>
    Images,

    /// <summary>Those of texts.</summary>
    Texts,
}

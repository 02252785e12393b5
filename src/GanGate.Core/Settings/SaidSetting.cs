namespace GanGate.Settings;

/// <summary>A setting in a message.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Value">The value that it should have or has; null for none.</param>
internal readonly record struct SaidSetting(Setting Setting, string? Value = null);

namespace GanGate.MSBuild;

/// <summary>The codes of what the tasks find themselves; GanGate.Core, which lists all codes, is not loaded into a build.</summary>
internal static class Codes
{
    public const string ShownAsAsked = "GG1019";
    public const string OutputUnwritable = "GG2010";
    public const string SettingInvalid = "GG2030";
    public const string GateNameInvalid = "GG2031";
    public const string NoBaselineToAccept = "GG2032";
    public const string RecordOfAnother = "GG2140";
    public const string DotNetMissing = "GG4010";
    public const string RuntimeMissing = "GG4011";
    public const string ToolMissing = "GG4013";
    public const string Unexplained = "GG9001";
}

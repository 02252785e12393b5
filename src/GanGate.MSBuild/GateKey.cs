using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GanGate.MSBuild;

/// <summary>
/// What a gate's result depends on, as one hash: every option, the name, size and time of every file behind it, and the tool's own
/// code. Times alone would miss a deleted file, and one that was replaced by an older one.
/// </summary>
internal static class GateKey
{
    // The command and its libraries; what else it loads changes only with them.
    private static readonly string[] OfTheTool = ["gangate.dll", "GanGate.Core.dll", "GanGate.Reporting.dll"];

    /// <summary>The hash, in hexadecimal digits.</summary>
    /// <param name="options">The gate's options.</param>
    /// <param name="project">The folder at which relative paths start.</param>
    /// <param name="tool">The tool's file.</param>
    /// <param name="report">The gate's report: one elsewhere, as another configuration has it, may be of other samples.</param>
    /// <param name="today">The day, in UTC: what a gate in quarantine only warned of may fail the next day.</param>
    public static string Of(GateOptions options, string project, string tool, string report, DateTime today)
    {
        StringBuilder text = new(Path.GetFullPath(Path.Combine(project, report)));
        foreach (KeyValuePair<string, string> option in options.Effective)
        {
            text.Append(option.Key).Append('\0').Append(option.Value).Append('\0');
            if (IsOver(option, today)) text.Append("over").Append('\0');
            if (GateOptions.MayNameInputs(option.Key)) AppendFiles(text, option.Value, project, options.IsText);
        }

        using SHA256 hash = SHA256.Create();
        foreach (string file in OfTheTool.Select(name => Path.Combine(Path.GetDirectoryName(tool)!, name)).Where(File.Exists))
        {
            using FileStream content = File.OpenRead(file);
            text.Append(Hex(hash.ComputeHash(content)));
        }

        return Hex(hash.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool IsOver(KeyValuePair<string, string> option, DateTime today) =>
        option.Key.Equals("Quarantine", StringComparison.OrdinalIgnoreCase)
        && DateTime.TryParseExact(option.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime until)
        && today.Date > until;

    private static void AppendFiles(StringBuilder text, string value, string project, bool texts)
    {
        try
        {
            foreach (InputFile file in InputFiles.Of(value, project, texts))
            {
                // A link that leads nowhere has a name all the same.
                long size = file.Info.Exists ? file.Info.Length : -1;
                text.Append(file.Name).Append('\0').Append(size.ToString(CultureInfo.InvariantCulture)).Append('\0');
                text.Append(file.Info.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture)).Append('\0');
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The tool meets the same obstacle, and explains it.
            text.Append(failure.Message).Append('\0');
        }
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
}

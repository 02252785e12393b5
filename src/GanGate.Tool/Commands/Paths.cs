using System.CommandLine;

namespace GanGate.Tool.Commands;

/// <summary>Options that name files to write.</summary>
internal static class Paths
{
    /// <summary>--json-file.</summary>
    public static Option<string?> JsonFile() => new("--json-file")
    {
        Description = "Also write the report as JSON to this file.",
        HelpName = "file",
    };

    /// <summary>-o, --output.</summary>
    public static Option<string> Output(string description) => new("--output", "-o")
    {
        Description = description,
        HelpName = "file",
        Required = true,
    };

    /// <summary>Finds out that a file cannot be written before the long part of the work, not after it.</summary>
    /// <exception cref="GanGateException">GG2010.</exception>
    public static string? RequireWritable(string? path)
    {
        if (path is not null)
        {
            AtomicFile.RequireWritable(path);
        }

        return path;
    }
}

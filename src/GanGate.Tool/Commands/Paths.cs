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

    /// <summary>--plot.</summary>
    public static Option<string?> Plot()
    {
        Option<string?> plot = new("--plot")
        {
            Description = "Draw the charts into this file: SVG, or PNG where its name ends so.",
            HelpName = "file",
        };
        plot.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string path }] && Path.GetExtension(path).ToLowerInvariant() is not ("" or ".svg" or ".png"))
            {
                result.AddError($"--plot draws SVG and PNG, not '{Path.GetExtension(path)}': name a file that ends with .svg or .png");
            }
        });
        return plot;
    }

    /// <summary>-o, --output.</summary>
    public static Option<string> Output(string description) => new("--output", "-o")
    {
        Description = description,
        HelpName = "file",
        Required = true,
    };

    /// <summary>Finds out that two options would write one file over the other.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public static void RequireDistinct(ParseResult parsed, params Option<string?>[] files)
    {
        IEnumerable<IGrouping<string, Option<string?>>> paths = files.Where(option => parsed.GetValue(option) is not null)
            .GroupBy(option => Path.GetFullPath(parsed.GetValue(option)!));
        if (paths.FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            throw new GanGateException(
                ErrorCodes.Usage,
                $"{string.Join(" and ", same.Select(option => option.Name))} name the same file: give each one of its own");
        }
    }

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

    /// <summary>Makes a folder that files are put into.</summary>
    /// <exception cref="GanGateException">GG2010.</exception>
    public static string? MadeFolder(string? path)
    {
        try
        {
            return path is null ? null : Directory.CreateDirectory(path).FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new GanGateException(ErrorCodes.OutputUnwritable, $"the folder '{path}' cannot be made: {failure.Message}", failure);
        }
    }
}

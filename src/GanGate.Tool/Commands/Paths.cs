using System.CommandLine;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>Options that name files to write.</summary>
internal static class Paths
{
    /// <summary>The file that a command is there to write.</summary>
    public static Option<string?> Output()
    {
        Option<string?> output = Setting.Output.ToText();
        output.Aliases.Add("-o");
        output.Required = true;
        return output;
    }

    /// <summary>A file that a command may write.</summary>
    public static Option<string?> Output(string description)
    {
        Option<string?> output = Setting.Output.ToText(description);
        output.Aliases.Add("-o");
        return output;
    }

    /// <summary>The file that charts are drawn into.</summary>
    public static Option<string?> Plot()
    {
        Option<string?> plot = Setting.Plot.ToText();
        plot.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string path }] && Path.GetExtension(path).ToLowerInvariant() is not ("" or ".svg" or ".png"))
            {
                result.AddError($"{plot.Name} draws SVG and PNG, not '{Path.GetExtension(path)}': name a file that ends with .svg or .png");
            }
        });
        return plot;
    }

    /// <summary>Finds out that two options would write one file over the other.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public static void RequireDistinct(ParseResult parsed, params Option<string?>[] files)
    {
        IEnumerable<IGrouping<string, Option<string?>>> paths = files.Where(option => parsed.GetValue(option) is not null)
            .GroupBy(option => Path.GetFullPath(parsed.GetValue(option)!));
        if (paths.FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            Setting[] both = [.. same.Select(option => option.SettingOf())];
            throw new GanGateException(ErrorCodes.Usage, $"{both[0]} and {both[1]} name the same file: give each one of its own");
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

using System.CommandLine;

namespace GanGate.Tool.Help;

/// <summary>The help of a command: how it is called, what it takes in groups, lines that work, and where to read more.</summary>
internal static class HelpText
{
    // Where nobody says how wide the screen is.
    private const int Width = 120;

    private const int WidestNames = 34;

    /// <summary>Renders the help of a command.</summary>
    /// <param name="command">The command, or the root.</param>
    /// <param name="path">The command without the tool's name; empty for the root.</param>
    /// <param name="width">Characters in a line.</param>
    public static string Render(Command command, string path, int width = Width)
    {
        CommandHelp? help = CommandHelp.All.FirstOrDefault(help => help.Path == path);
        List<string> lines = [.. Wrapped(command.Description ?? "", 0, width), "", "Usage:", $"  {UsageOf(command, path)}"];
        foreach ((string title, (string, string)[] rows) in SectionsOf(command))
        {
            if (rows.Length > 0) lines.AddRange(["", $"{title}:", .. Table(rows, width)]);
        }

        if (help is not null) lines.AddRange(["", help.Examples.Length > 1 ? "Examples:" : "Example:", .. help.Examples.Select(line => $"  {line}")]);
        lines.AddRange(["", $"More: {HelpLink.Page(help?.Page ?? "tutorial.md")}"]);
        return string.Join('\n', lines);
    }

    private static IEnumerable<(string Title, (string, string)[] Rows)> SectionsOf(Command command)
    {
        foreach ((string title, Command[] commands) in CommandGroupsOf(command))
        {
            yield return (title, [.. commands.Select(one => (one.Name, one.Description ?? ""))]);
        }

        yield return ("Arguments", [.. command.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? ""))]);
        Option[] options = [.. OptionsOf(command)];
        foreach (OptionGroup group in OptionGroup.All)
        {
            IEnumerable<Option> own = group.Sorted(options.Where(option => OptionGroup.Of(option) == group));
            yield return (group.Title, [.. own.Select(option => (Named(option), Said(option)))]);
        }
    }

    private static IEnumerable<(string Title, Command[] Commands)> CommandGroupsOf(Command command)
    {
        if (command is not RootCommand)
        {
            yield return ("Commands", [.. command.Subcommands]);
            yield break;
        }

        foreach ((string title, string[] names) in CommandHelp.Groups)
        {
            yield return (title, [.. names.SelectMany(name => command.Subcommands.Where(one => one.Name == name))]);
        }
    }

    /// <summary>What can be given to a command: its own options, and those of the commands above it that go on below.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive))
        .Where(option => !option.Hidden);

    private static string UsageOf(Command command, string path)
    {
        string arguments = string.Concat(command.Arguments.Select(argument => $" {Shape(argument)}"));
        string[] calls = command.Subcommands.Count == 0 ? [arguments]
            : command.Arguments.Count == 0 ? [" <command>"] : [arguments, " <command>"];
        return string.Join("\n  ", calls.Select(call => $"gangate{(path.Length > 0 ? " " : "")}{path}{call} [options]"));
    }

    private static string Shape(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>..." : $"<{argument.Name}>";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    private static string Named(Option option)
    {
        IEnumerable<string> names = option.Aliases.Where(alias => alias.StartsWith('-')).Append(option.Name);
        bool isSwitch = option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0;
        string value = isSwitch ? "" : $" <{option.HelpName ?? option.Name.TrimStart('-')}>";
        return string.Join(", ", names) + value;
    }

    private static string Said(Option option) => option.Required ? $"{option.Description} Required." : option.Description ?? "";

    private static IEnumerable<string> Table((string Name, string Text)[] rows, int width)
    {
        int column = Math.Min(WidestNames, rows.Max(row => row.Name.Length)) + 4;
        foreach ((string name, string text) in rows)
        {
            string[] lines = [.. Wrapped(text, column, width)];
            string first = $"  {name}".PadRight(column);
            if (first.Length > column)
            {
                yield return first;
                foreach (string line in lines) yield return line;
                continue;
            }

            yield return (first + (lines.Length > 0 ? lines[0].TrimStart() : "")).TrimEnd();
            foreach (string line in lines.Skip(1)) yield return line;
        }
    }

    /// <summary>A text in lines of a width, each behind so many blanks.</summary>
    private static IEnumerable<string> Wrapped(string text, int indentation, int width)
    {
        string blanks = new(' ', indentation), line = blanks;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indentation && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = blanks;
            }

            line += line.Length > indentation ? $" {word}" : word;
        }

        if (line.Length > indentation) yield return line;
    }
}

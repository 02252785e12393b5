using System.CommandLine;
using GanGate.Settings;

namespace GanGate.Tool.Commands;

/// <summary>
/// Finds words of a command line that are no option and no command but were meant to be: the parser would take them for the names of
/// folders.
/// </summary>
internal static class Misspellings
{
    /// <summary>Refuses arguments with such a word; a folder of such a name is written ./--name, or after --.</summary>
    /// <exception cref="GanGateException">GG2001, with the nearest name.</exception>
    public static void Refuse(string[] args, RootCommand root)
    {
        string[] before = [.. args.TakeWhile(arg => arg != "--")];
        (Command command, int depth) = CommandIn(before, root);
        if (before.Length > depth) RefuseCommand(before[depth], command);

        string[] names = [.. OptionsOf(command, root).SelectMany(option => option.Aliases.Prepend(option.Name))];
        string[] letters = [.. names.Where(name => name is ['-', not '-'])];
        foreach (string arg in before.Skip(depth).Where(IsOption))
        {
            // The value of a letter may follow it: -ofile.
            string name = arg.Split('=', ':')[0];
            if (!names.Contains(name) && !letters.Any(letter => arg.StartsWith(letter, StringComparison.Ordinal))) throw new GanGateException(ErrorCodes.Usage, $"unknown option '{name}'{Nearest.Hint(name, names)}");
        }
    }

    /// <summary>The command that arguments name, as a person types it.</summary>
    public static string PathIn(string[] args, RootCommand root)
    {
        (_, int depth) = CommandIn(args, root);
        return string.Join(' ', args.Take(depth).Prepend("gangate"));
    }

    private static void RefuseCommand(string word, Command command)
    {
        string[] names = [.. command.Subcommands.Select(sub => sub.Name)];
        bool wanted = names.Length > 0 && !IsOption(word) && !Path.Exists(word);
        if (wanted && (command.Arguments.Count == 0 || Nearest.To(word, names) is not null))
        {
            throw new GanGateException(ErrorCodes.Usage, $"unknown command '{word}'{Nearest.Hint(word, names)}");
        }
    }

    private static (Command Command, int Depth) CommandIn(string[] args, RootCommand root)
    {
        Command command = root;
        int depth = 0;
        while (depth < args.Length && command.Subcommands.FirstOrDefault(sub => sub.Name == args[depth]) is Command sub)
        {
            command = sub;
            depth++;
        }

        return (command, depth);
    }

    private static IEnumerable<Option> OptionsOf(Command command, RootCommand root) =>
        command.Options.Concat(root.Options.Where(option => command == root || option.Recursive));

    // A number below 0 is a value.
    private static bool IsOption(string arg) => arg is ['-', '-', not '-', ..] || (arg is ['-', var letter, ..] && char.IsLetter(letter));
}

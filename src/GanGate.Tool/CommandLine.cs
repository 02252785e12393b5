using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using GanGate.Settings;
using GanGate.Tool.Commands;
using GanGate.Tool.Help;
using GanGate.Tool.Terminal;
using GanGate.Tool.Wording;

namespace GanGate.Tool;

/// <summary>The gangate command: parses the arguments and runs one command.</summary>
internal static class CommandLine
{
    /// <summary>The commands by their names.</summary>
    public static IReadOnlyList<(string Name, Func<TerminalStreams, Command> Create)> Commands { get; } =
    [
        ("demo", DemoCommand.Create),
        ("init", InitCommand.Create),
        ("fid", FidCommand.Create),
        ("metrics", MetricsCommand.Create),
        ("compare", CompareCommand.Create),
        ("jsd", JsdCommand.Create),
        ("stats", StatsCommand.Create),
        ("gate", GateCommand.Create),
        ("calibrate", CalibrateCommand.Create),
        ("baseline", BaselineCommand.Create),
        ("model", ModelCommand.Create),
        ("protocols", ProtocolsCommand.Create),
        ("device", DeviceCommand.Create),
        ("curve", CurveCommand.Create),
        ("study", StudyCommand.Create),
        ("train", TrainCommand.Create),
    ];

    /// <summary>Runs the tool.</summary>
    /// <returns>The exit code; see docs/errors.md.</returns>
    public static async Task<int> RunAsync(string[] args, TerminalStreams streams)
    {
        if (args.Length == 0) args = ["--help"];
        streams = streams.For(args, Environment.GetEnvironmentVariable);
        int exitCode = await RunAsync(args, Build(streams, args), streams);
        streams.Outcome?.Write();
        return exitCode;
    }

    private static async Task<int> RunAsync(string[] args, RootCommand root, TerminalStreams streams)
    {
        ParseResult parsed;
        try
        {
            Misspellings.Refuse(args, root);
            parsed = root.Parse(args);
            if (parsed.Errors.Count > 0) throw new GanGateException(ErrorCodes.Usage, Explain(parsed.Errors));
        }
        catch (GanGateException wrong)
        {
            Sentence help = streams.Words is BuildWords ? "" : $"; see '{Misspellings.PathIn(args, root)} --help'";
            return ErrorLine.Fail(
                streams, new GanGateException(wrong.Error, $"{wrong.Sentence}{help}", details: wrong.Details), json: args.Contains("--json"));
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = streams.Out,
                Error = streams.Error,
                EnableDefaultExceptionHandler = false,

                // Each command listens itself: a second signal would end this in an exception.
                ProcessTerminationTimeout = null,
            });
        }
        catch (GanGateException failure)
        {
            // Of help and versions, which no command writes.
            return ErrorLine.Fail(streams, failure, json: false);
        }
    }

    /// <summary>The command that arguments begin with, or all where they name none: to make the options of all takes longer than to start.</summary>
    public static RootCommand Build(TerminalStreams streams, params string[] args)
    {
        RootCommand root = new("Gates generative image models on the Fréchet Inception Distance (Heusel et al. 2017, arXiv 1706.08500).");
        bool one = args is ["--version"] || Commands.Any(command => command.Name == args.FirstOrDefault());
        foreach ((string name, Func<TerminalStreams, Command> create) in Commands)
        {
            if (!one || name == args[0]) root.Subcommands.Add(create(streams));
        }

        root.Options.OfType<HelpOption>().Single().Action = new ShowHelp(streams);
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();
        return root;
    }

    private static string Explain(IReadOnlyList<ParseError> errors) =>
        string.Join("; ", errors.Select(error => error.Message.TrimEnd('.')).Distinct());

    // The option's own action would name the version of the process's first assembly.
    private sealed class ShowVersion : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(ProductVersion.Current);
            return 0;
        }
    }
}

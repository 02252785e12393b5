using System.CommandLine;
using GanGate.Settings;
using GanGate.Tool.Terminal;
using GanGate.Training.Plots;
using GanGate.Training.Toys;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train saddle, flow, adam-ode, heavy-ball</c>: the paper's small experiments.</summary>
internal static class TrainToyCommand
{
    private const int DefaultSeed = 1;

    public static IEnumerable<Command> CreateAll(TerminalStreams streams) =>
    [
        Create(
            streams, "saddle", "A saddle point under noise, at the four pairs of rates of Figure 4.", 5000,
            (steps, seed, stop) => Saddle.Run(steps, seed, cancellation: stop), seeded: true),
        Create(
            streams, "flow", "Flows in a network of four nodes under errors, on one time-scale and on two (Figure 1, right).", 20000,
            NetworkFlow.Run, seeded: true),
        Create(
            streams, "adam-ode", "Adam beside the heavy ball with friction that it follows (Theorem 2).", null,
            (_, _, _) => AdamEquation.Run(), seeded: false),
        Create(
            streams, "heavy-ball", "A heavy ball passes a sharp minimum, gradient descent does not (Figure 2).", 3000,
            (steps, _, stop) => HeavyBall.Run(steps, stop), seeded: false),
    ];

    private static Command Create(
        TerminalStreams streams,
        string name,
        string description,
        int? steps,
        Func<int, long, CancellationToken, ToyExperiment> run,
        bool seeded)
    {
        Option<int?> stepsOption = Setting.Steps.ToCount($"How many steps; {steps} by default.");
        Option<int?> seedOption = Setting.TrainingSeed.ToCount();
        Option<string?> plot = Paths.Plot();
        Command command = new(name, description) { plot };
        if (steps is not null) command.Options.Add(stepsOption);
        if (seeded) command.Options.Add(seedOption);

        new OutputOptions(streams).Complete(command, invocation =>
        {
            string? path = Paths.RequireWritable(invocation.Parsed.GetValue(plot));
            ToyExperiment found = run(
                steps is null ? 0 : invocation.Parsed.GetValue(stepsOption) ?? steps.Value,
                seeded ? invocation.Parsed.GetValue(seedOption) ?? DefaultSeed : 0,
                invocation.Cancellation);
            invocation.Cancellation.ThrowIfCancellationRequested();
            if (path is not null) PlotFile.Write(path, found.Plots);

            return ToyOutput.Show(invocation, found);
        });
        return command;
    }
}

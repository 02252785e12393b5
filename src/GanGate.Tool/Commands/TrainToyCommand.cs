using System.CommandLine;
using GanGate.Tool.Terminal;
using GanGate.Training.Plots;
using GanGate.Training.Toys;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train saddle, flow, adam-ode, heavy-ball</c>: the paper's small experiments.</summary>
internal static class TrainToyCommand
{
    private const int DefaultSeed = 1;

    /// <summary>Creates the commands.</summary>
    public static IEnumerable<Command> CreateAll(TerminalStreams streams) =>
    [
        Create(
            streams, "saddle", "A saddle point under noise, at the four pairs of rates of Figure 4.", 5000,
            (steps, seed) => Saddle.Run(steps, seed)),
        Create(
            streams, "flow", "Flows in a network of four nodes under errors, on one time-scale and on two (Figure 1, right).", 20000,
            NetworkFlow.Run),
        Create(
            streams, "adam-ode", "Adam beside the heavy ball with friction that it follows (Theorem 2).", null,
            (_, _) => AdamEquation.Run()),
        Create(
            streams, "heavy-ball", "A heavy ball passes a sharp minimum, gradient descent does not (Figure 2).", 3000,
            (steps, _) => HeavyBall.Run(steps)),
    ];

    private static Command Create(TerminalStreams streams, string name, string description, int? steps, Func<int, long, ToyExperiment> run)
    {
        Option<int?> stepsOption = Numbers.Positive("--steps", $"How many steps; {steps} by default.");
        Option<int?> seedOption = Numbers.Positive("--seed", $"The noise's seed; {DefaultSeed} by default.");
        Option<string?> plot = Paths.Plot();
        Command command = new(name, description) { plot };
        if (steps is not null)
        {
            command.Options.Add(stepsOption);
            command.Options.Add(seedOption);
        }

        new OutputOptions(streams).Complete(command, invocation =>
        {
            string? path = Paths.RequireWritable(invocation.Parsed.GetValue(plot));
            ToyExperiment found = run(
                steps is null ? 0 : invocation.Parsed.GetValue(stepsOption) ?? steps.Value,
                steps is null ? 0 : invocation.Parsed.GetValue(seedOption) ?? DefaultSeed);
            if (path is not null) PlotFile.Write(path, found.Plots);

            return ToyOutput.Show(invocation, found);
        });
        return command;
    }
}

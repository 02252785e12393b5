using System.CommandLine;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;
using GanGate.Training.Runs;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train dcgan</c> and <c>wgan-gp</c>: trains a generator of images and watches its score.</summary>
internal static class TrainGanCommand
{
    /// <summary>Creates the command of one kind of networks.</summary>
    public static Command Create(TerminalStreams streams, GanNetwork network, string name, string description)
    {
        Command command = new(name, description);
        TrainingImageOptionSet options = new();
        RateOptionSet rates = new(network);
        options.AddTo(command);
        rates.AddTo(command);
        new OutputOptions(streams).Complete(command, invocation =>
        {
            GanSettings settings = options.Settings(invocation.Parsed, rates.Rule(invocation.Parsed));
            GanResult result = GanTraining.Run(settings, options.Options(invocation, network), invocation.Cancellation);
            return TrainingOutput.Show(invocation, result);
        });
        return command;
    }
}

using System.CommandLine;
using GanGate.Tool.Terminal;
using GanGate.Training.Networks;

namespace GanGate.Tool.Commands;

/// <summary><c>gangate train</c>: the two time-scale update rule, on generators and on small problems.</summary>
internal static class TrainCommand
{
    public static Command Create(TerminalStreams streams)
    {
        Command command = new(
            "train", "Train with the two time-scale update rule (Heusel et al. 2017), or show it at work on small problems.")
        {
            TrainGanCommand.Create(streams, GanNetwork.Dcgan, "dcgan", "Train a DCGAN of images; two time-scales unless --original."),
            TrainGanCommand.Create(streams, GanNetwork.WganGp, "wgan-gp", "Train a WGAN-GP of images; two time-scales unless --original."),
            TrainTextCommand.Create(streams),
            TrainCompareCommand.Create(streams),
        };
        foreach (Command toy in TrainToyCommand.CreateAll(streams)) command.Subcommands.Add(toy);
        return command;
    }
}

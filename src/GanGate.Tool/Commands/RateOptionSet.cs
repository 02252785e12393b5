using System.CommandLine;
using GanGate.Training.Networks;

namespace GanGate.Tool.Commands;

/// <summary>The options that choose the rule of one training.</summary>
internal sealed class RateOptionSet
{
    private readonly Option<bool> _original = new("--original") { Description = "A single time-scale instead of two: the paper's 'orig'." };
    private readonly Option<double?> _discriminatorRate = Numbers.NonNegative("--d-rate", "b(0), the discriminator's rate.");
    private readonly Option<double?> _generatorRate = Numbers.NonNegative("--g-rate", "a(0), the generator's rate.");
    private readonly Option<int?> _criticSteps = Numbers.Positive("--critic-steps", "Steps of the critic before each of the generator.");

    private readonly Option<GanOptimiser> _optimiser = Words.OneOf(
        "--optimiser",
        "adam (default, as the paper sets it), sgd or momentum; the latter two need rates of their own.",
        ("adam", GanOptimiser.Adam), ("sgd", GanOptimiser.Sgd), ("momentum", GanOptimiser.Momentum));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_original, _discriminatorRate, _generatorRate, _criticSteps, _optimiser])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The rule as given.</summary>
    public GanSettings Rule(ParseResult parsed, GanNetwork network)
    {
        GanSettings paper = parsed.GetValue(_original) ? GanSettings.Original(network) : GanSettings.Paper(network);
        return paper with
        {
            DiscriminatorRate = new(parsed.GetValue(_discriminatorRate) ?? paper.DiscriminatorRate.Rate),
            GeneratorRate = new(parsed.GetValue(_generatorRate) ?? paper.GeneratorRate.Rate),
            CriticSteps = parsed.GetValue(_criticSteps) ?? paper.CriticSteps,
            Optimiser = parsed.GetValue(_optimiser),
        };
    }
}

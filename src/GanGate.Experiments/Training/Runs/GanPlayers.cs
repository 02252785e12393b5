using System.Diagnostics;
using System.Globalization;
using GanGate.Features;
using GanGate.Training.Networks;
using GanGate.Training.Randomness;
using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>Both players with what they remember: the critic moves some steps, then the generator one.</summary>
internal sealed class GanPlayers : IDisposable
{
    private readonly TrainingStep _critic;
    private readonly TrainingStep _generator;
    private readonly int _criticSteps;
    private readonly Stopwatch _running = new();
    private long _steps;

    /// <summary>Builds both steps, with parameters as the seed makes them.</summary>
    public GanPlayers(Gan gan, int threads, SessionDevice? device = null)
    {
        Device = device ?? SessionDevice.Cpu;
        _criticSteps = gan.Settings.CriticSteps;
        RandomStream random = new(gan.Settings.Seed, RandomPurpose.Parameters);
        ParameterDefinition[] definitions = [.. gan.GeneratorParameters.Definitions, .. gan.CriticParameters.Definitions];
        for (int i = 0; i < definitions.Length; i++) State.Add(definitions[i].Name, definitions[i].Shape, Start(definitions[i], random, i));
        _critic = new TrainingStep(gan.Critic, State, threads, device);
        _generator = new TrainingStep(gan.Generator, State, threads, device);
    }

    /// <summary>What both run on.</summary>
    public SessionDevice Device { get; }

    /// <summary>Everything that is kept between steps.</summary>
    public TrainingState State { get; } = new();

    /// <summary>Floating-point operations of one step of the generator and the critic's before it.</summary>
    public double OperationsPerStep => (_criticSteps * _critic.Operations) + _generator.Operations;

    /// <summary>The rate of the steps so far, of convolutions and matrix products.</summary>
    public double GigaflopsPerSecond => _steps == 0
        ? 0
        : _steps * OperationsPerStep / _running.Elapsed.TotalSeconds / 1e9;

    /// <summary>Builds both steps on the device that a training is to run on, that of its measurements.</summary>
    /// <param name="gan">The networks.</param>
    /// <param name="options">The device and threads.</param>
    /// <param name="runtimes">What offers GPUs; that of this process by default.</param>
    /// <exception cref="GanGateException">
    /// GG2001: no such device. GG4003: this build or machine has none. GG4014: the provider library cannot be used.
    /// </exception>
    public static GanPlayers Open(Gan gan, GanRunOptions options, IReadOnlyList<IGpuRuntime>? runtimes = null) => SessionDevice.Open(
        options.Measurement.Device,
        options.Measurement.EpLibrary,
        runtimes ?? GpuRuntimes.Here,
        device => new GanPlayers(gan, options.StepThreads, device));

    /// <summary>Takes one step of the generator, and the critic's before it.</summary>
    /// <exception cref="GanGateException">GG2060: a loss or a gradient is not finite; the parameters stay as they were.</exception>
    public StepLosses Run(GanBatch batch, long step)
    {
        StepResult critic = default;
        for (int i = 0; i < _criticSteps; i++)
        {
            long count = (step * _criticSteps) + i;
            batch.ForCritic(count);
            critic = Timed(_critic, batch, count);
            Require(critic, "discriminator", step);
        }

        batch.ForGenerator(step);
        StepResult generator = Timed(_generator, batch, step);
        Require(generator, "generator", step);
        _steps++;
        return new StepLosses(critic.Loss, generator.Loss, critic.GradientNorm, generator.GradientNorm);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _critic.Dispose();
        _generator.Dispose();
        State.Dispose();
    }

    private StepResult Timed(TrainingStep player, GanBatch batch, long step)
    {
        _running.Start();
        StepResult result = player.Run(State, batch.Values, step);
        _running.Stop();
        return result;
    }

    private static float[] Start(ParameterDefinition definition, RandomStream random, int index)
    {
        float[] values = new float[definition.Shape.Aggregate(1, (product, length) => product * length)];
        if (definition.Deviation == 0) Array.Fill(values, definition.Start);
        else random.FillNormal(values, index, definition.Deviation);
        return values;
    }

    private static void Require(StepResult result, string player, long step)
    {
        if (result.IsFinite) return;
        throw new GanGateException(
            ErrorCodes.TrainingDiverged,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the {player}'s loss is {result.Loss} and its gradient's norm {result.GradientNorm} at step {step}: lower its rate; the last good checkpoint is kept"));
    }
}

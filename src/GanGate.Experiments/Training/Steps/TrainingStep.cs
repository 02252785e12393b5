using GanGate.Features;
using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Training.Steps;

/// <summary>One player's step as one ONNX model: the loss, its gradient and the optimiser's update.</summary>
internal sealed class TrainingStep : IDisposable
{
    private const string LossName = "step.loss";
    private const string NormName = "step.norm";
    private const string RateName = "step.rate";

    private readonly GraphSession _session;
    private readonly Optimiser _optimiser;
    private readonly Schedule _schedule;
    private readonly string[] _updated;
    private readonly HostTensor _rate = new([0]);
    private readonly HostTensor _loss = new([0]);
    private readonly HostTensor _norm = new([0]);

    /// <summary>Builds a step.</summary>
    /// <param name="player">What falls, by what, and how.</param>
    /// <param name="state">Receives what the optimiser remembers; holds the parameters.</param>
    /// <param name="threads">Threads that share the work of a step.</param>
    /// <param name="device">What it runs on; null for the processor.</param>
    public TrainingStep(Player player, TrainingState state, int threads, SessionDevice? device = null)
    {
        (_optimiser, _schedule) = (player.Optimiser, player.Schedule);
        Node rate = Node.Variable(RateName);
        IReadOnlyList<Node> gradients = Gradients.Of(player.Loss, player.Parameters);
        List<StateUpdate> updates = [.. player.Parameters.Zip(gradients).SelectMany(pair =>
            _optimiser.Update(NameOf(pair.First), pair.First, pair.Second, rate)), .. player.Also];
        foreach (StateUpdate update in updates.Where(update => !state.Contains(update.Name))) state.Add(update.Name, update.Next.Shape);

        _updated = [.. updates.Select(update => update.Name)];
        Node norm = gradients.Select(gradient => gradient.Square().Total()).Aggregate((sum, part) => sum + part).Sqrt();
        List<(string, Node)> outputs =
            [.. updates.Select(update => (Written(update.Name), update.Next)), (LossName, player.Loss), (NormName, norm)];
        Operations = Multiplications.Operations(outputs.Select(output => output.Item2));
        _session = new GraphSession(GraphModel.Write("step", outputs), threads, device);
    }

    /// <summary>Floating-point operations of a step.</summary>
    public double Operations { get; }

    /// <summary>Takes a step.</summary>
    /// <param name="state">Read, and written when the loss is finite.</param>
    /// <param name="batch">What else the loss needs, by name.</param>
    /// <param name="step">Counted from 0.</param>
    /// <returns>The loss before the step.</returns>
    public StepResult Run(TrainingState state, IReadOnlyDictionary<string, HostTensor> batch, long step)
    {
        double rate = _schedule.At(step);
        _rate.Values[0] = (float)_optimiser.EffectiveRate(rate, step);
        _session.Run(
            name => name == RateName ? _rate.Value : batch.TryGetValue(name, out HostTensor? given) ? given.Value : state.Current(name),
            name => ResultOf(name, state));
        StepResult result = new(_loss.Values[0], _norm.Values[0], rate);
        if (result.IsFinite) state.Commit(_updated);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _rate.Dispose();
        _loss.Dispose();
        _norm.Dispose();
    }

    private OrtValue ResultOf(string name, TrainingState state) => name switch
    {
        LossName => _loss.Value,
        NormName => _norm.Value,
        _ => state.Next(name[..^1]),
    };

    private static string NameOf(Node parameter) => ((Variable)parameter.Operation).Name;

    // An ONNX value has one name, so what is written cannot be called what is read.
    private static string Written(string name) => name + "'";
}
